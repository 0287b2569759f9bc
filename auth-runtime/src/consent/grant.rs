//! What the user's consent gives: an authorization grant (RFC 6749 §1.3).

use std::collections::BTreeMap;

use crate::consent::CodeCallback;
use crate::value::Secret;

/// The user's consent: the parameters of the callback, and what else the log-in needs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuthorizationGrant<C> {
    /// The parameters of the callback.
    pub callback: C,
    /// The PKCE verifier for the code exchange, if PKCE is used.
    pub verifier: Option<Secret>,
    /// The value that the `id_token` must repeat, if the page has a parameter `nonce`.
    pub nonce: Option<Secret>,
    pub(crate) kept: BTreeMap<&'static str, Secret>,
}

/// The user's consent as an authorization code. Exchange it for tokens at once: it is valid for minutes and can be used
/// once.
pub type AuthorizationCode = AuthorizationGrant<CodeCallback>;

impl AuthorizationCode {
    /// Returns the authorization code.
    #[must_use]
    pub fn code(&self) -> &Secret {
        &self.callback.code
    }
}

impl<C> AuthorizationGrant<C> {
    /// Returns a value of a request that was made before the visit, which the log-in needs after it.
    #[must_use]
    pub fn kept(&self, name: &str) -> Option<&Secret> {
        self.kept.get(name)
    }
}
