//! The reply of a token request.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::Secret;
use crate::credential::{SessionError, SessionProblem};
use crate::host::captured::Captured;
use crate::value::Expiry;

/// A new token, as a [`TokenSource`](crate::session::TokenSource) returns it to the session.
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
    pub(crate) expires_in: Option<Expiry<Duration>>,
    pub(crate) expires_at: Option<Expiry<SystemTime>>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) refresh_expires_in: Option<Expiry<Duration>>,
    pub(crate) scope: Option<String>,
    pub(crate) token_type: Option<String>,
    pub(crate) captures: Captured,
    /// The tokens of the login, by name, if it has several.
    pub(crate) tokens: BTreeMap<String, Minted>,
    /// Whether the reply does not have this token, which is one of several.
    pub(crate) is_absent: bool,
    /// Whether the reply has a refresh token that could not be read.
    pub(crate) has_unreadable_refresh_token: bool,
}

impl Minted {
    /// Makes a reply with only an access token. Its lifetime is that of the source.
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
            is_absent: false,
            has_unreadable_refresh_token: false,
        }
    }

    /// Sets the lifetime, counted from before the request was sent. Zero counts as not stated.
    pub fn expires_in(self, expires_in: impl Into<Duration>) -> Self {
        Self { expires_in: stated(expires_in.into()), ..self }
    }

    /// States that the token has no end: it is used until it is refused, whatever the lifetime of the source.
    ///
    /// ```
    /// use auth_runtime::session::Minted;
    ///
    /// let minted = Minted::new("at_1").refresh_token(Some("rt_1")).never_expires().refresh_never_expires();
    /// # assert!(!format!("{minted:?}").contains("at_1"));
    /// ```
    pub fn never_expires(self) -> Self {
        Self { expires_in: Some(Expiry::Never), ..self }
    }

    /// Sets the expiry, if the reply states it instead of the lifetime. The start of 1970, or an earlier time, counts
    /// as not stated.
    pub fn expires_at(self, expires_at: SystemTime) -> Self {
        Self { expires_at: Some(expires_at).filter(is_set).map(Expiry::Ends), ..self }
    }

    /// Sets the refresh token, if the reply has one. Without one, or with an empty one, the session keeps its previous
    /// one.
    pub fn refresh_token(self, refresh_token: Option<impl Into<Secret>>) -> Self {
        let refresh_token = refresh_token.map(Into::into).filter(|token| !token.expose().is_empty());
        Self { refresh_token, ..self }
    }

    /// Sets the lifetime of the refresh token, counted like [`expires_in`](Self::expires_in). An expired one is sent only
    /// if a person would have to log in otherwise, because the clock may be wrong.
    pub fn refresh_expires_in(self, expires_in: impl Into<Duration>) -> Self {
        Self { refresh_expires_in: stated(expires_in.into()), ..self }
    }

    /// States that the refresh token has no end, even if an earlier reply stated one.
    pub fn refresh_never_expires(self) -> Self {
        Self { refresh_expires_in: Some(Expiry::Never), ..self }
    }

    /// Marks the reply as having a refresh token that could not be read, so that the previous one may have been
    /// replaced.
    pub fn unreadable_refresh_token(self) -> Self {
        Self { has_unreadable_refresh_token: true, ..self }
    }

    /// Adds a further value of the reply, available from
    /// [`AccessToken::captured`](crate::session::AccessToken::captured).
    pub fn capture(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.captures.insert(name.into(), value.into().into());
        self
    }

    /// Makes the reply of a login with several tokens, by the names of the tokens.
    ///
    /// ```
    /// use auth_runtime::session::Minted;
    ///
    /// let tokens = [("bot", Minted::new("bt_1").refresh_token(Some("br_1"))), ("user", Minted::absent())];
    /// # assert!(!format!("{tokens:?}").contains("bt_1"));
    /// let minted = Minted::several(tokens)?;
    /// # Ok::<(), auth_runtime::session::SessionError>(())
    /// ```
    ///
    /// # Errors
    /// [`NoToken`](crate::session::SessionProblem::NoToken) if all of them are absent.
    pub fn several<N: Into<String>>(tokens: impl IntoIterator<Item = (N, Self)>) -> Result<Self, SessionError> {
        let tokens: BTreeMap<String, Self> = tokens.into_iter().map(|(name, token)| (name.into(), token)).collect();
        if tokens.values().all(|token| token.is_absent) {
            return Err(SessionError::of(SessionProblem::NoToken));
        }
        Ok(Self { tokens, ..Self::absent() })
    }

    /// Makes the place of one of [several](Self::several) tokens that the reply does not have.
    pub fn absent() -> Self {
        Self { is_absent: true, ..Self::new("") }
    }

    /// Returns one of several tokens, with the others beside it. The reply of a login with one token is that token.
    pub(crate) fn take(mut self, name: &str) -> Self {
        match self.tokens.remove(name) {
            Some(token) => Self { tokens: self.tokens, ..token },
            None => self,
        }
    }

    /// Sets the token type of the reply (RFC 6749 §7.1). A session that sends bearer tokens accepts no other type,
    /// because a token that is bound to a key is useless without it.
    pub fn token_type(self, token_type: impl Into<String>) -> Self {
        Self { token_type: Some(token_type.into()), ..self }
    }

    /// Sets the granted scopes of the reply.
    pub fn scope(self, scope: impl Into<String>) -> Self {
        Self { scope: Some(scope.into()), ..self }
    }
}

/// Returns a lifetime, unless it is zero, which counts as not stated.
fn stated(lifetime: Duration) -> Option<Expiry<Duration>> {
    Some(lifetime).filter(|lifetime| !lifetime.is_zero()).map(Expiry::Ends)
}

/// Whether a point in time is set. The start of 1970 means that it is not.
fn is_set(end: &SystemTime) -> bool {
    *end > SystemTime::UNIX_EPOCH
}
