//! What a token request answers.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::host::captured::Captured;
use crate::Secret;

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
    pub(crate) expires_at: Option<SystemTime>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) refresh_expires_in: Option<Duration>,
    pub(crate) scope: Option<String>,
    pub(crate) token_type: Option<String>,
    pub(crate) captures: Captured,
    pub(crate) tokens: BTreeMap<String, (Secret, Option<Duration>)>,
    /// The reply has a refresh token that cannot be read.
    pub(crate) has_unreadable_refresh_token: bool,
}

impl Minted {
    /// A token alone. It lives as long as the source says.
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self {
            access_token: access_token.into(),
            expires_in: None,
            expires_at: None,
            refresh_token: None,
            refresh_expires_in: None,
            scope: None,
            token_type: None,
            captures: Captured::new(),
            tokens: BTreeMap::new(),
            has_unreadable_refresh_token: false,
        }
    }

    /// How long it lives, counted from before the request was sent. Zero is read as if the reply did not say it.
    pub fn expires_in(self, expires_in: impl Into<Duration>) -> Self {
        Self { expires_in: Some(expires_in.into()).filter(|time| !time.is_zero()), ..self }
    }

    /// When it ends, where the reply says that and not how long it lives. The beginning of 1970, or earlier, is read as if the
    /// reply did not say it.
    pub fn expires_at(self, expires_at: SystemTime) -> Self {
        Self { expires_at: Some(expires_at).filter(is_set), ..self }
    }

    /// The refresh token, if the reply has one; without one, or with an empty one, the session keeps the one it has.
    pub fn refresh_token(self, refresh_token: Option<impl Into<Secret>>) -> Self {
        let refresh_token = refresh_token.map(Into::into).filter(|token| !token.expose().is_empty());
        Self { refresh_token, ..self }
    }

    /// How long the refresh token lives, counted as [`expires_in`](Self::expires_in). One that has ended is not sent.
    pub fn refresh_expires_in(self, expires_in: impl Into<Duration>) -> Self {
        Self { refresh_expires_in: Some(expires_in.into()).filter(|time| !time.is_zero()), ..self }
    }

    /// Says that the reply has a refresh token that cannot be read: the one before it may have been replaced.
    pub fn unreadable_refresh_token(self) -> Self {
        Self { has_unreadable_refresh_token: true, ..self }
    }

    /// A further value of the reply, available from [`AccessToken::captured`](crate::session::AccessToken::captured).
    pub fn capture(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.captures.insert(name.into(), value.into().into());
        self
    }

    /// A further token of the same reply, and how long it lives.
    pub fn token(mut self, name: impl Into<String>, token: impl Into<Secret>, expires_in: Option<Duration>) -> Self {
        self.tokens.insert(name.into(), (token.into(), expires_in));
        self
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

/// A point in time of the calendar's beginning says that nobody has set one.
fn is_set(end: &SystemTime) -> bool {
    *end > SystemTime::UNIX_EPOCH
}
