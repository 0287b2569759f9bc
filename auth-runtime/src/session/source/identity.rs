//! The identity of a source: whose tokens it obtains.

use std::collections::BTreeMap;

/// Whose tokens a [`TokenSource`](super::TokenSource) obtains, without secrets. A store keeps it with the tokens.
///
/// ```
/// use auth_runtime::session::Identity;
///
/// let identity = Identity::of("Oauth").client_id("app_41").endpoint("login", "/oauth/token");
/// # assert!(format!("{identity:?}").contains("app_41"));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Identity {
    pub(crate) credential: String,
    pub(crate) client_id: String,
    /// The name of a host, and a path.
    pub(crate) endpoint: Option<(String, String)>,
    pub(crate) inputs: BTreeMap<String, String>,
    pub(crate) has_only_secrets: bool,
}

impl Identity {
    /// Makes an identity with the name of the credential within its provider.
    pub fn of(credential: impl Into<String>) -> Self {
        Self { credential: credential.into(), ..Self::default() }
    }

    /// Sets the client to which the tokens are issued (RFC 6749 §2.2).
    pub fn client_id(self, client_id: impl Into<String>) -> Self {
        Self { client_id: client_id.into(), ..self }
    }

    /// Sets the endpoint that issues the tokens: the name of a [host](crate::Host), and a path.
    pub fn endpoint(self, host: impl Into<String>, path: impl Into<String>) -> Self {
        Self { endpoint: Some((host.into(), path.into())), ..self }
    }

    /// Adds an input that distinguishes accounts, such as an email address. It must not be a secret, nor a value that
    /// changes between logins, such as scopes.
    pub fn input(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.inputs.insert(name.into(), value.into());
        self
    }

    /// Declares that every input is a secret: a session with a store then needs the name of the
    /// [account](super::super::SessionBuilder::account).
    pub fn only_secrets(self) -> Self {
        Self { has_only_secrets: true, ..self }
    }
}
