//! The trait of a struct with the settings of a connection.

use crate::host::{Provider, Setting, SettingValues};

/// The settings of a client of one provider. `#[derive(Settings)]` implements it for a struct.
///
/// ```
/// use auth_runtime::host::{Header, Setting, SettingType, SettingValues};
/// use auth_runtime::value::Format;
/// use auth_runtime::{Connection, Host, Provider, Settings};
///
/// struct Acme;
///
/// impl Provider for Acme {
///     const NAME: &'static str = "acme";
///     const TITLE: &'static str = "Acme";
///     const HOSTS: &'static [Host] = &[Host::new("base", "https://{subdomain}.acme.example")];
///     const HEADERS: &'static [Header] = &[Header::new("X-Tenant", "{subdomain}")];
/// }
///
/// struct AcmeSettings {
///     subdomain: String,
/// }
///
/// impl Settings for AcmeSettings {
///     type Provider = Acme;
///     const SETTINGS: &'static [Setting] = &[Setting::new("subdomain", SettingType::Format(Format::Label))];
///
///     fn values(&self, to: &mut SettingValues) {
///         to.set("subdomain", &self.subdomain);
///     }
/// }
///
/// let client = Connection::<Acme>::builder().settings(AcmeSettings { subdomain: "acme-eu".into() }).build()?;
/// assert_eq!(client.hosts().url("base"), Some("https://acme-eu.acme.example"));
/// # Ok::<(), auth_runtime::host::ConfigError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold the settings of a client",
    label = "does not implement `Settings`",
    note = "derive it on a struct: `#[derive(Settings)]` with `#[settings(provider = …)]`"
)]
pub trait Settings {
    /// The provider.
    type Provider: Provider;
    /// The names and types of the settings.
    const SETTINGS: &'static [Setting];

    /// Adds the values. A setting without a value has its default.
    fn values(&self, to: &mut SettingValues);
}
