//! The hosts of a provider, and the settings of a connection that their URLs may depend on.

pub(crate) mod captured;
#[cfg(feature = "client")]
pub(crate) mod clock;
mod config_error;
mod hosts;
mod open;
mod provider;
mod setting;
mod setting_values;
mod settings;
pub(crate) mod site;
pub(crate) mod template;
mod url;

#[cfg(feature = "derive")]
pub use auth_macros::Settings;

#[doc(hidden)]
pub use self::captured::{Captured, CapturedValue};
pub use self::config_error::ConfigError;
pub use self::hosts::{HasHosts, Hosts};
pub use self::provider::{Environment, Header, Host, Provider};
pub(crate) use self::setting::check_settings;
pub use self::setting::{Setting, SettingType};
pub use self::setting_values::SettingValues;
pub use self::settings::Settings;
