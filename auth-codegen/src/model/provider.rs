//! The provider itself.

use auth_language::host::{self, HostUrl};
use auth_language::id::{ChoiceId, CredentialId, EndpointId, ErrorSetId, HostId, RecordId, SettingId, Table};
use serde_json::Value as Json;

use super::credential::Credential;
use super::endpoint::{Endpoint, Part};
use super::error::ErrorSet;
use super::value::{Choice, Record};
use crate::text::Spot;

/// A setting of a connection.
pub type Setting = host::Setting<Spot>;

/// A provider: one spec, checked.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The name of the module, the cargo feature and the file: `one_claw`.
    pub name: String,
    /// The Rust type of the provider: `OneClaw`.
    pub ident: String,
    /// The name for people: `1Claw Human API`.
    pub title: String,
    /// What the provider is, in a sentence or two.
    pub doc: Option<String>,
    /// The page of documentation that the spec follows.
    pub docs: Option<String>,
    /// What differs from customer to customer.
    pub settings: Table<SettingId, Setting>,
    /// Where the endpoints are; the first one is `base`.
    pub hosts: Table<HostId, Host>,
    /// Other URLs of the hosts.
    pub environments: Vec<Environment>,
    /// Headers of every request. An endpoint's header of the same name replaces one.
    pub headers: Vec<Part>,
    /// The names and meanings of headers that every reply has.
    pub reply_headers: Vec<ReplyHeader>,
    /// The scopes, if the provider has any, and the other enumerations.
    pub choices: Table<ChoiceId, Choice>,
    /// Types of objects, in the order of the spec.
    pub records: Table<RecordId, Record>,
    /// The error enums. The first is the one that endpoints have if they do not say otherwise.
    pub error_sets: Table<ErrorSetId, ErrorSet>,
    /// The endpoints, in the order of the spec.
    pub endpoints: Table<EndpointId, Endpoint>,
    /// The credentials, in the order of the spec.
    pub credentials: Table<CredentialId, Credential>,
}

/// A base URL under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `base`, or the name that endpoints refer to.
    pub name: String,
    /// An `https` URL without a slash at its end, query or fragment. Its names are settings.
    pub url: HostUrl,
}

/// Other URLs of all hosts, such as those of a sandbox.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The constant of the provider's type: `SANDBOX`.
    pub ident: String,
    /// What it is for.
    pub doc: Option<String>,
    /// All hosts, in the order of [`Provider::hosts`].
    pub hosts: Vec<Host>,
}

/// A header that every reply has.
#[derive(Clone, Debug)]
pub struct ReplyHeader {
    /// The constant that names it: `X_CORRELATION_ID`.
    pub ident: String,
    /// The name as it is documented: `X-Correlation-ID`.
    pub name: String,
    /// What it means.
    pub doc: String,
}

impl Provider {
    /// The made-up value of a setting, for the mock server and the tests: its example, its default, or one of its type.
    #[must_use]
    pub fn example_of(&self, setting: &str) -> Option<String> {
        self.settings.iter().find(|known| known.name.value == setting).map(example)
    }

    /// The made-up values of all settings, by name.
    #[must_use]
    pub fn example_settings(&self) -> Vec<(String, Json)> {
        self.settings.iter().map(|setting| (setting.name.value.clone(), Json::from(example(setting)))).collect()
    }
}

fn example(setting: &Setting) -> String {
    let said = setting.example.as_ref().or(setting.default.as_ref()).map(|value| value.value.as_text());
    said.or_else(|| setting.values.first().cloned()).unwrap_or_else(|| setting.made_up().to_owned())
}
