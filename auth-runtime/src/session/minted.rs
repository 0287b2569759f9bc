//! What a token request answers.

use std::time::Duration;

use crate::encode::write_text;
use crate::wiped::WipedBuffer;
use crate::{Encode, Seconds, Secret};

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

/// What a derive has: the fields of a reply, of which some may be absent.
#[doc(hidden)]
impl Minted {
    pub fn with_lifetime(self, expires_in: &(impl Clone + Into<Option<Seconds>>)) -> Self {
        let expires_in: Option<Seconds> = expires_in.clone().into();
        Self { expires_in: expires_in.map(Seconds::as_duration), ..self }
    }

    pub fn with_refresh_token(self, refresh_token: &(impl Clone + Into<Option<Secret>>)) -> Self {
        Self { refresh_token: refresh_token.clone().into(), ..self }
    }

    /// A list is one text, separated by blanks (RFC 6749 §3.3).
    pub fn with_scope(self, scope: &dyn Encode) -> Self {
        let mut text = WipedBuffer::new();
        let is_text = write_text(&scope.encode().joined(" "), &mut text).is_ok();
        let scope = (is_text && !text.as_str().is_empty()).then(|| text.as_str().to_owned());
        Self { scope, ..self }
    }
}
