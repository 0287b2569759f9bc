//! The model of a provider.

use auth_language::host::{self, HostUrl};
use auth_language::id::{ChoiceId, CredentialId, EndpointId, ErrorSetId, HostId, RecordId, SettingId, Table};
use auth_language::value::NameKind;
use serde_json::Value as Json;

use super::credential::Credential;
use super::endpoint::{Auth, Endpoint, Part};
use super::error::ErrorSet;
use super::value::{Choice, Record};
use crate::text::Spot;

/// A setting of a connection.
pub type Setting = host::Setting<Spot>;

/// A provider: a checked spec.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The name of the module, the cargo feature and the file: `one_claw`.
    pub name: String,
    /// The Rust type of the provider: `OneClaw`.
    pub ident: String,
    /// The name for people: `1Claw Human API`.
    pub title: String,
    /// The description of the provider, in one or two sentences.
    pub doc: Option<String>,
    /// The documentation page on which the spec is based.
    pub docs: Option<String>,
    /// The settings, which differ between customers.
    pub settings: Table<SettingId, Setting>,
    /// The hosts of the endpoints; the first one is `base`.
    pub hosts: Table<HostId, Host>,
    /// The environments, which are other URLs for the hosts.
    pub environments: Vec<Environment>,
    /// Headers of every request. A header of an endpoint replaces the one of the same name.
    pub headers: Vec<Part>,
    /// The headers that every reply has.
    pub reply_headers: Vec<ReplyHeader>,
    /// The scopes, if the provider has any, and the other enumerations.
    pub choices: Table<ChoiceId, Choice>,
    /// The records (JSON object types), in the order of the spec.
    pub records: Table<RecordId, Record>,
    /// The error sets. The first is used by endpoints that do not declare another one.
    pub error_sets: Table<ErrorSetId, ErrorSet>,
    /// The endpoints, in the order of the spec.
    pub endpoints: Table<EndpointId, Endpoint>,
    /// The credentials, in the order of the spec.
    pub credentials: Table<CredentialId, Credential>,
}

/// A base URL with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `base`, or the name that endpoints refer to.
    pub name: String,
    /// An `https` URL without a trailing slash, query or fragment. Its placeholders are settings.
    pub url: HostUrl,
    /// The captured value that is the URL, and the hosts that it may name. `url` is then made up.
    pub captured: Option<CapturedHost>,
}

/// An environment, such as a sandbox: other URLs for all hosts.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The name of its constant in the provider type: `SANDBOX`.
    pub ident: String,
    /// The purpose of the environment.
    pub doc: Option<String>,
    /// All hosts whose URLs are known before a login, in the order of [`Provider::hosts`].
    pub hosts: Vec<Host>,
}

/// A host whose URL a login captures.
pub type CapturedHost = host::CapturedHost<Spot>;

/// A header that every reply has.
#[derive(Clone, Debug)]
pub struct ReplyHeader {
    /// The name of its Rust constant: `X_CORRELATION_ID`.
    pub ident: String,
    /// The documented name: `X-Correlation-ID`.
    pub name: String,
    /// The meaning of the header.
    pub doc: String,
}

impl Provider {
    /// Returns the captured values that a call needs: those in its parts, and that of its host.
    #[must_use]
    pub fn captured_by(&self, endpoint: &Endpoint) -> Vec<String> {
        let host = self.hosts[endpoint.host].captured.iter().map(|host| host.name.value.clone());
        let names = endpoint.request.parts.iter().flat_map(|part| part.value.names());
        let names = names.filter(|name| name.kind == NameKind::Captured).map(|name| name.name.clone());
        let mut captured: Vec<String> = Vec::new();
        for name in host.chain(names) {
            if !captured.contains(&name) {
                captured.push(name);
            }
        }
        captured
    }

    /// Returns the made-up value of a setting for the mock server and the tests: its example, its default, or a value
    /// of its type.
    #[must_use]
    pub fn example_of(&self, setting: &str) -> Option<String> {
        self.settings.iter().find(|known| known.name.value == setting).map(example)
    }

    /// Returns the made-up values of all settings, by name.
    #[must_use]
    pub fn example_settings(&self) -> Vec<(String, Json)> {
        self.settings.iter().map(|setting| (setting.name.value.clone(), Json::from(example(setting)))).collect()
    }
}

fn example(setting: &Setting) -> String {
    let said = setting.example.as_ref().or(setting.default.as_ref()).map(|value| value.value.as_text());
    said.or_else(|| setting.values.first().cloned()).unwrap_or_else(|| setting.made_up_within())
}

impl Auth {
    /// Returns the credentials that the call accepts.
    #[must_use]
    pub fn credentials<'p>(&self, provider: &'p Provider) -> Vec<&'p Credential> {
        match self {
            Self::None => Vec::new(),
            Self::Any => provider.credentials.iter().collect(),
            Self::Credential(id) => vec![&provider.credentials[*id]],
            Self::OneOf { credentials, optional: _ } => {
                credentials.iter().map(|id| &provider.credentials[*id]).collect()
            }
        }
    }
}
