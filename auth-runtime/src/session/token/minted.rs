//! What a token request answers.

use std::time::Duration;

use crate::value::Value;
use crate::value::encode::write_text;
use crate::value::wiped::WipedBuffer;
use crate::{Encode, Seconds, Secret};

/// A new token, as a [`TokenSource`](crate::session::TokenSource) hands it to the session.
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
    pub(crate) token_type: Option<String>,
}

impl Minted {
    /// A token without anything beside it. It lives as long as the source says.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self { access_token: access_token.into(), expires_in: None, refresh_token: None, scope: None, token_type: None }
    }

    /// How long it lives, counted from before the request was sent.
    pub fn expires_in(self, expires_in: impl Into<Duration>) -> Self {
        Self { expires_in: Some(expires_in.into()), ..self }
    }

    /// The refresh token, if the reply has one; without one the session keeps the one it has.
    pub fn refresh_token(self, refresh_token: Option<impl Into<Secret>>) -> Self {
        Self { refresh_token: refresh_token.map(Into::into), ..self }
    }

    /// What kind of token it is, as the reply says it (RFC 6749 §7.1). A session that sends its token as bearer takes
    /// no other: one that is bound to a key would be no proof without it.
    pub fn token_type(self, token_type: impl Into<String>) -> Self {
        Self { token_type: Some(token_type.into()), ..self }
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
        Self { scope: text(scope).filter(|scope| !scope.is_empty()), ..self }
    }

    pub fn with_token_type(self, token_type: &dyn Encode) -> Self {
        Self { token_type: text(token_type), ..self }
    }
}

/// The text of a field; `None` where it is absent.
fn text(field: &dyn Encode) -> Option<String> {
    let value = field.encode().joined(" ");
    let mut text = WipedBuffer::new();
    let is_text = !matches!(value, Value::Absent) && write_text(&value, &mut text).is_ok();
    is_text.then(|| text.as_str().to_owned())
}
