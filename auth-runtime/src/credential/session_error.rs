//! The error of a session.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tracing::field::display;

use crate::call::Arrived;
use crate::request::RequestError;
use crate::response::Class;
use crate::retry::retry_after::LONGEST;

/// Why a session has no token. Clones are cheap: all callers who waited for a failed request get the same error.
///
/// `Display` and `Debug` contain no secrets. The source is the error of the token request, an [`Error`](crate::Error)
/// with the endpoint's own errors. `Display` does not include the source; `Debug` includes the source's `Display`.
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

/// What a failed request did to the input with which it was made: a refresh token, or an input that can be used only
/// once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The provider did not receive it, or says that it was not used.
    NotUsed,
    /// It was certainly not looked at: the request was not sent, or the provider asks for another one with it.
    Untouched,
    /// The provider rejected it, so it is no longer valid.
    Refused,
    /// Unknown.
    Unknown,
}

/// The kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SessionProblem {
    /// The token request failed; see the source.
    #[error("the request for a token failed")]
    TokenRequest,
    /// The input of the token request can be used only once, and there is no new one.
    #[error(
        "the input for a token has been used and there is no fresh one: log in again, or give the session a callback"
    )]
    NoFreshInput,
    /// The provider issued a token that had already expired when it arrived.
    #[error("the new token has expired on arrival; check the clock of this machine")]
    ExpiredOnArrival,
    /// The token is empty or not valid in a header.
    #[error("the new token is empty or has a character other than visible ASCII")]
    TokenText,
    /// The token has another type than the one that the session sends (RFC 6749 §7.1).
    #[error("the new token is not a bearer token, and would be sent as one")]
    TokenType,
    /// An API refuses tokens that were just issued. Only [`SessionState`](crate::session::SessionState) reports it. The
    /// token is still used, because other calls may accept it.
    #[error("the API refuses the token that has just been issued; check what the credential may do")]
    Rejected,
    /// The refresh token was sent, no response says whether it was used, and it must not be sent again now. The store
    /// keeps it.
    #[error("nobody knows whether the refresh token is still good; log in again, or come back after `retry_after`")]
    Uncertain,
    /// The store contains tokens of another provider, host, client or account. They are neither used nor replaced.
    #[error("the store has tokens of another owner; use another store, or `log_in_anew` for another account")]
    OtherOwner,
    /// The store contains a record of an earlier release, which does not say whose tokens they are.
    #[error("the store has a record without an owner; if it belongs to this session, say so by `adopt_record`")]
    OldRecord,
    /// Another login has replaced that of this session in the store.
    #[error("another log-in has replaced this one in the store; create a new session")]
    OtherLogin,
    /// The user logged out: another session of the same login was revoked.
    #[error("the login was ended by a log-out; log in again")]
    LoggedOut,
    /// All inputs are secret, so it is unknown whose tokens the store contains.
    #[error("a session with a store needs the name of its account, because all inputs are secret; set `account`")]
    NoAccount,
    /// The caller did not answer a question of the login; see the source.
    #[error("the caller declined what the login asked for")]
    Declined,
    /// Nobody waits any more for the token of a login that waits for a person. Nothing of it is left; the next call begins
    /// anew.
    #[error("nobody waits for the login any more; the next call begins anew")]
    Abandoned,
    /// The person did not finish the login before its codes expired (RFC 8628 §3.5).
    #[error("the login was not finished in time; log in again")]
    NotInTime,
    /// No reply of the login has a token.
    #[error("the login ended without a token")]
    NoToken,
    /// The login brought no token of this name, which is one of several: the provider did not grant it.
    #[error(
        "the log-in brought no token `{name}`: the provider did not grant it; ask for its scopes, and log in again"
    )]
    AbsentToken {
        /// The name of the token.
        name: &'static str,
    },
    /// A reply of the login is not what it must be: it names another issuer or resource. It was not used.
    #[error("the reply has another `{name}` than the one it must have, and is not used")]
    Unexpected {
        /// The field of the reply.
        name: &'static str,
    },
    /// A reply of the login lacks a value that a later request of it sends, or the caller is shown. That request was not
    /// sent.
    #[error("the reply of an earlier request lacks `{name}`, which the login needs")]
    Lacking {
        /// The field of the reply; the request, if the whole reply is needed.
        name: &'static str,
    },
    /// The session was closed.
    #[error("the session was closed; create a new one")]
    Closed,
    /// The code that requests tokens panicked.
    #[error("the token request panicked; the next call starts anew")]
    Panicked,
    /// The Tokio runtime of the request was shut down.
    #[error("the runtime that requested the token was shut down; the next call starts anew")]
    Interrupted,
    /// The token request took too long.
    #[error("the token request did not finish in time")]
    RequestTime,
    /// No token arrived before the caller's deadline. The request continues.
    #[error("no token came before the deadline; the request for it goes on")]
    Deadline,
    /// A request that was to be [authorized](crate::session::Session::authorize) has a URL that is not on a host of the
    /// provider. Nothing was attached; the source names the host.
    #[error("the request does not go to a host of the provider, and gets no token")]
    OtherHost,
    /// The token is sent in a header that HTTP clients keep when they follow a redirect to another host, and the caller
    /// has not declared that redirects are off. Nothing was sent.
    #[error("the HTTP client may follow redirects with the token; turn them off, and say so by `without_redirects`")]
    MayRedirect,
    /// Calls with this session are signed, or have parts in other places than headers, which only a client of the
    /// provider adds. Another HTTP client cannot make them.
    #[error("calls with this session are signed, or carry more than headers; make them with a client of the provider")]
    NeedsClient,
    /// There is no Tokio runtime to send the request on.
    #[error("a session needs a Tokio runtime with I/O and time enabled; call it in one")]
    NoRuntime,
    /// The token store failed; see the source. A token that was obtained is kept until it can be saved. The class is
    /// `configuration` where waiting does not help: a wrong password, a certificate that is not trusted, a file that
    /// must not be written or is not a record. A store of your own says it by a [`SessionError`] as its error.
    #[error("the token store failed")]
    Store,
    /// The source cannot revoke tokens. Revoking a session does not return this error, because nothing can be done
    /// about it.
    #[error("the source has no way to revoke a token")]
    NotRevocable,
    /// The session was revoked.
    #[error("the session was revoked; create a new one")]
    Revoked,
}

impl SessionError {
    /// Makes an error for a failure of a [`TokenSource`](crate::session::TokenSource) that is not the failure of a
    /// call, such as a missing input or an unavailable vault. The source's `Display` appears in `Debug` and in
    /// `tracing`, so it must not contain secrets.
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
            | SessionProblem::NotInTime
            | SessionProblem::Revoked => Class::Reauthenticate,
            SessionProblem::Declined | SessionProblem::AbsentToken { .. } => Class::Denied,
            SessionProblem::TokenText
            | SessionProblem::TokenType
            | SessionProblem::OtherHost
            | SessionProblem::MayRedirect
            | SessionProblem::NoRuntime
            | SessionProblem::OtherOwner
            | SessionProblem::OldRecord
            | SessionProblem::NoAccount
            | SessionProblem::Closed
            | SessionProblem::NoToken
            | SessionProblem::NeedsClient
            | SessionProblem::Unexpected { .. }
            | SessionProblem::Lacking { .. }
            | SessionProblem::NotRevocable => Class::Configuration,
            SessionProblem::TokenRequest
            | SessionProblem::ExpiredOnArrival
            | SessionProblem::Panicked
            | SessionProblem::Interrupted
            | SessionProblem::Abandoned
            | SessionProblem::RequestTime
            | SessionProblem::Deadline
            | SessionProblem::Store => Class::Retry,
        };
        Self::build(problem, class, (arrived(problem), Effect::Unknown), None)
    }

    /// Makes an error for a failed token request.
    pub(crate) fn request(
        class: Class,
        arrived: Arrived,
        effect: Effect,
        source: Box<dyn StdError + Send + Sync>,
    ) -> Self {
        Self::build(SessionProblem::TokenRequest, class, (arrived, effect), Some(source))
    }

    /// Makes an error for a store that failed.
    pub(crate) fn of_store(class: Class, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self::build(SessionProblem::Store, class, (Arrived::No, Effect::NotUsed), Some(source))
    }

    /// Makes an error for a refresh token that may have been used. Nothing was sent. It may be tried after `wait`, or
    /// never again if that is `None`.
    pub(crate) fn uncertain(wait: Option<Duration>) -> Self {
        let class = if wait.is_some() { Class::Retry } else { Class::Reauthenticate };
        Self::build(SessionProblem::Uncertain, class, (Arrived::No, Effect::NotUsed), None).with_retry_after(wait)
    }

    /// Makes an error for a question that the caller does not answer.
    pub(crate) fn declined(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::build(SessionProblem::Declined, Class::Denied, (Arrived::No, Effect::NotUsed), Some(Box::new(source)))
    }

    /// Makes an error for a URL that is not on a host of the provider. Nothing was requested.
    pub(crate) fn other_host(source: String) -> Self {
        Self::unsent(SessionProblem::OtherHost, source)
    }

    /// Makes an error for a request that was not sent; `source` says why.
    pub(crate) fn unsent(problem: SessionProblem, source: String) -> Self {
        Self::build(problem, Self::of(problem).class(), (Arrived::No, Effect::NotUsed), Some(source.into()))
    }

    fn build(
        problem: SessionProblem,
        class: Class,
        (arrived, effect): (Arrived, Effect),
        source: Option<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { inner: Arc::new(Inner { problem, class, arrived, effect, source }), retry_after: None }
    }

    /// Sets a wait that the source asks for: the session sends nothing before it is over. At most one hour.
    #[must_use]
    pub fn with_retry_after(self, retry_after: Option<Duration>) -> Self {
        Self { retry_after: retry_after.map(|wait| wait.min(LONGEST)), ..self }
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn problem(&self) -> SessionProblem {
        self.inner.problem
    }

    /// Returns what the caller can do about the failure.
    #[must_use]
    pub fn class(&self) -> Class {
        self.inner.class
    }

    /// Returns how long the session will send no further request: the time that the provider asks for, or a back-off
    /// with jitter.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Whether asking the session again can help.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.class().is_retryable()
    }

    /// Returns whether the provider has received the token request, as far as known.
    #[must_use]
    pub fn arrived(&self) -> Arrived {
        self.inner.arrived
    }

    /// Returns what happened to the input of the request.
    pub(crate) fn effect(&self) -> Effect {
        self.inner.effect
    }
}

/// Returns what is known if no call failed.
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

/// Converts the error of a request that was not sent.
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
            // The `Debug` of the source may show anything; its `Display` contains no secret.
            .field("source", &source.as_ref().map(display))
            .finish_non_exhaustive()
    }
}

impl StdError for SessionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&**self.inner.source.as_ref()?)
    }
}
