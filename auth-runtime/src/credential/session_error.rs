//! Why there is no token.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tracing::field::display;

use crate::call::Arrived;
use crate::request::RequestError;
use crate::response::Class;
use crate::retry::retry_after::LONGEST;

/// Why a session has no token to give. Clones are cheap: everyone who waited for a failed request gets the same error.
///
/// No secret is in `Display` or `Debug`. The source is the failure of the token request itself, an [`Error`](crate::Error) of the
/// endpoint's own errors. `Display` leaves it to who prints the chain; `Debug` shows the `Display` of the source too.
///
/// ```
/// use auth_runtime::Class;
/// use auth_runtime::session::{SessionError, SessionProblem};
///
/// fn act(error: &SessionError) -> String {
///     match error.class() {
///         Class::Reauthenticate => "ask the user to log in".into(),
///         _ if error.is_retryable() => format!("come back in {:?}", error.retry_after()),
///         _ => format!("tell the operator: {error}"),
///     }
/// }
///
/// let error = SessionError::new(Class::Retry, "the vault is sealed");
/// assert_eq!(error.problem(), SessionProblem::TokenRequest);
/// assert_eq!(act(&error), "come back in None");
/// ```
#[derive(Clone)]
pub struct SessionError {
    inner: Arc<Inner>,
    retry_after: Option<Duration>,
}

struct Inner {
    problem: SessionProblem,
    class: Class,
    arrived: Arrived,
    effect: Effect,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What a failed request did to what it was made with: a refresh token, or an input that can be used once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The provider did not receive it, or says that it has not used it.
    NotUsed,
    /// The provider says that it has not even looked at it, and asks for another request with it.
    Untouched,
    /// The provider refuses it: it is not good any more.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SessionProblem {
    /// The request for a token failed; the source says how.
    #[error("the request for a token failed")]
    TokenRequest,
    /// The input of the token request can be used once, and no fresh one is to be had.
    #[error(
        "the input for a token has been used and there is no fresh one: log in again, or give the session a callback"
    )]
    NoFreshInput,
    /// The provider issued a token whose lifetime was over when it came.
    #[error("the new token has expired on arrival; check the clock of this machine")]
    ExpiredOnArrival,
    /// The token is empty or cannot be put into a header.
    #[error("the new token is empty or has a character other than visible ASCII")]
    TokenText,
    /// The token is of another type than the one that is sent (RFC 6749 §7.1).
    #[error("the new token is not a bearer token, and would be sent as one")]
    TokenType,
    /// An API refuses tokens that the token endpoint has just issued: a part of [`SessionState`](crate::session::SessionState). The
    /// token is still used, because other calls may accept it.
    #[error("the API refuses the token that has just been issued; check what the credential may do")]
    Rejected,
    /// The refresh token was sent, no response said what became of it, and it may not be sent again now. The store keeps it.
    #[error("nobody knows whether the refresh token is still good; log in again, or come back after `retry_after`")]
    Uncertain,
    /// The store has tokens of another provider, host, client or account. They are neither used nor replaced.
    #[error("the store has tokens of another owner; use another store, or `log_in_anew` for another account")]
    OtherOwner,
    /// The store has a record of an earlier release, which does not say whose tokens it has.
    #[error("the store has a record without an owner; if it belongs to this session, say so by `adopt_record`")]
    OldRecord,
    /// Another log-in has replaced the one of this session in the store.
    #[error("another log-in has replaced this one in the store; create a new session")]
    OtherLogin,
    /// Somebody logged out: another session of the same login was revoked.
    #[error("the login was ended by a log-out; log in again")]
    LoggedOut,
    /// All inputs are secret, so that nothing says whose tokens the store has.
    #[error("a session with a store needs the name of its account, because all inputs are secret; set `account`")]
    NoAccount,
    /// The session was closed.
    #[error("the session was closed; create a new one")]
    Closed,
    /// The code that requests tokens panicked.
    #[error("the token request panicked; the next call starts anew")]
    Panicked,
    /// The runtime that the request ran on was shut down.
    #[error("the runtime that requested the token was shut down; the next call starts anew")]
    Interrupted,
    /// The token request took too long.
    #[error("the token request did not finish in time")]
    RequestTime,
    /// No token came before the caller's deadline. The request goes on.
    #[error("no token came before the deadline; the request for it goes on")]
    Deadline,
    /// A request was to be [authorized](crate::session::Session::authorize) that does not go to a host of the provider. Nothing was
    /// attached; the source names the host.
    #[error("the request does not go to a host of the provider, and gets no token")]
    OtherHost,
    /// The token travels in a header that an HTTP client takes along when it follows a redirect to another host, and
    /// nobody has said that it follows none. Nothing was sent.
    #[error("the HTTP client may follow redirects with the token; turn them off, and say so by `without_redirects`")]
    MayRedirect,
    /// There is no Tokio runtime to send the request on.
    #[error("a session needs a Tokio runtime with I/O and time enabled; call it in one")]
    NoRuntime,
    /// The token store failed; the source says how. A token that was obtained is kept until it can be saved.
    #[error("the token store failed")]
    Store,
    /// The source has no way to revoke a token. A session that is revoked does not say so: there is nothing to be done.
    #[error("the source has no way to revoke a token")]
    NotRevocable,
    /// The session was revoked.
    #[error("the session was revoked; create a new one")]
    Revoked,
}

impl SessionError {
    /// A failure of a [`TokenSource`](crate::session::TokenSource) that is not the failure of a call: no input, a broken vault.
    /// The source's `Display` is shown by `Debug` and by `tracing`, so no secret may be in it.
    pub fn new(class: Class, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::build(SessionProblem::TokenRequest, class, (Arrived::No, Effect::NotUsed), Some(source.into()))
    }

    pub(crate) fn of(problem: SessionProblem) -> Self {
        let class = match problem {
            SessionProblem::NoFreshInput
            | SessionProblem::Rejected
            | SessionProblem::Uncertain
            | SessionProblem::OtherLogin
            | SessionProblem::LoggedOut
            | SessionProblem::Revoked => Class::Reauthenticate,
            SessionProblem::TokenText
            | SessionProblem::TokenType
            | SessionProblem::OtherHost
            | SessionProblem::MayRedirect
            | SessionProblem::NoRuntime
            | SessionProblem::OtherOwner
            | SessionProblem::OldRecord
            | SessionProblem::NoAccount
            | SessionProblem::Closed
            | SessionProblem::NotRevocable => Class::Configuration,
            SessionProblem::TokenRequest
            | SessionProblem::ExpiredOnArrival
            | SessionProblem::Panicked
            | SessionProblem::Interrupted
            | SessionProblem::RequestTime
            | SessionProblem::Deadline
            | SessionProblem::Store => Class::Retry,
        };
        Self::build(problem, class, (arrived(problem), Effect::Unknown), None)
    }

    /// A token request failed.
    pub(crate) fn request(
        class: Class,
        arrived: Arrived,
        effect: Effect,
        source: Box<dyn StdError + Send + Sync>,
    ) -> Self {
        Self::build(SessionProblem::TokenRequest, class, (arrived, effect), Some(source))
    }

    pub(crate) fn store(source: Box<dyn StdError + Send + Sync>) -> Self {
        Self::build(SessionProblem::Store, Class::Retry, (Arrived::No, Effect::NotUsed), Some(source))
    }

    /// Nothing was sent: nobody knows whether the refresh token is still good. It may be tried after `wait`, or never again.
    pub(crate) fn uncertain(wait: Option<Duration>) -> Self {
        let class = if wait.is_some() { Class::Retry } else { Class::Reauthenticate };
        Self::build(SessionProblem::Uncertain, class, (Arrived::No, Effect::NotUsed), None).with_retry_after(wait)
    }

    /// Nothing was requested: no token for such a URL.
    pub(crate) fn other_host(source: String) -> Self {
        Self::unsent(SessionProblem::OtherHost, source)
    }

    /// Nothing was requested; the source says why.
    pub(crate) fn unsent(problem: SessionProblem, source: String) -> Self {
        let class = Self::of(problem).class();
        Self::build(problem, class, (Arrived::No, Effect::NotUsed), Some(source.into()))
    }

    fn build(
        problem: SessionProblem,
        class: Class,
        (arrived, effect): (Arrived, Effect),
        source: Option<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { inner: Arc::new(Inner { problem, class, arrived, effect, source }), retry_after: None }
    }

    /// The same with a wait that the source of the token asks for: the session sends nothing before it is over. At most one
    /// hour.
    #[must_use]
    pub fn with_retry_after(self, retry_after: Option<Duration>) -> Self {
        Self { retry_after: retry_after.map(|wait| wait.min(LONGEST)), ..self }
    }

    /// What went wrong.
    #[must_use]
    pub fn problem(&self) -> SessionProblem {
        self.inner.problem
    }

    /// What the failure asks of the caller.
    #[must_use]
    pub fn class(&self) -> Class {
        self.inner.class
    }

    /// How long the session sends no further request: what the provider asks for, or a back-off with jitter.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Whether asking the session again can help.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.class().is_retryable()
    }

    /// Whether the provider has received the request for the token, as far as it is known.
    #[must_use]
    pub fn arrived(&self) -> Arrived {
        self.inner.arrived
    }

    /// What became of what the request was made with.
    pub(crate) fn effect(&self) -> Effect {
        self.inner.effect
    }
}

/// What is known without the failure of a call.
fn arrived(problem: SessionProblem) -> Arrived {
    match problem {
        SessionProblem::ExpiredOnArrival | SessionProblem::TokenText | SessionProblem::TokenType => Arrived::Yes,
        SessionProblem::TokenRequest
        | SessionProblem::Panicked
        | SessionProblem::Interrupted
        | SessionProblem::RequestTime
        | SessionProblem::Deadline => Arrived::Maybe,
        _ => Arrived::No,
    }
}

/// The request was not sent.
impl From<RequestError> for SessionError {
    fn from(error: RequestError) -> Self {
        Self::new(Class::Configuration, error)
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.problem.fmt(f)
    }
}

impl fmt::Debug for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { problem, class, arrived: _, effect: _, source } = &*self.inner;
        f.debug_struct("SessionError")
            .field("problem", problem)
            .field("class", class)
            .field("retry_after", &self.retry_after)
            // The `Debug` of an error is its own affair; no secret is in its `Display`.
            .field("source", &source.as_ref().map(display))
            .finish_non_exhaustive()
    }
}

impl StdError for SessionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&**self.inner.source.as_ref()?)
    }
}
