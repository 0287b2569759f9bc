//! What a token request answers.

use std::time::Duration;

use crate::Secret;

/// A new token, as a [`TokenSource`](super::TokenSource) hands it to the session.
///
/// ```
/// use auth_runtime::Seconds;
/// use auth_runtime::session::Minted;
///
/// let minted = Minted::new("at_1").expires_in(Seconds::new(900)).refresh_token(Some("rt_1"));
/// # assert!(!format!("{minted:?}").contains("at_1"));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Minted {
    pub(crate) access_token: Secret,
    pub(crate) expires_in: Option<Duration>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) scope: Option<String>,
}

impl Minted {
    /// A token without anything beside it. It lives as long as the source says.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self { access_token: access_token.into(), expires_in: None, refresh_token: None, scope: None }
    }

    /// How long it lives, counted from before the request was sent.
    pub fn expires_in(self, expires_in: impl Into<Duration>) -> Self {
        Self { expires_in: Some(expires_in.into()), ..self }
    }

    /// The refresh token, if the reply has one; without one the session keeps the one it has.
    pub fn refresh_token(self, refresh_token: Option<impl Into<Secret>>) -> Self {
        Self { refresh_token: refresh_token.map(Into::into), ..self }
    }

    /// The scopes that were granted, as the reply says it.
    pub fn scope(self, scope: impl Into<String>) -> Self {
        Self { scope: Some(scope.into()), ..self }
    }
}
