//! A fault with its expected result.

use std::time::Duration;

use auth_runtime::Class;

use super::Step;
use super::provider::Patience;

/// One fault: what the server does with a token request, and the expected result.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name, which is unique.
    pub name: String,
    /// What the server does.
    pub steps: Vec<Step>,
    /// The expected result.
    pub verdict: Verdict,
}

/// The expected result of a fault.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The response is unusual, but contains a token.
    Accept(Accepted),
    /// The response contains no token.
    Refuse(Refused),
}

/// The token that must be accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The text of the token.
    pub token: String,
    /// The lifetime in seconds.
    pub lifetime: u64,
}

/// The error that must be returned.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    /// The kind of failure.
    pub failure: Failure,
    /// The class of the error.
    pub class: Class,
    /// How long the session sends no request.
    pub wait: Wait,
}

/// The kind of failure, according to the source of the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The connection broke after the request may have arrived.
    Broken,
    /// No complete response arrived in time.
    Timeout,
    /// The response is a redirect, which is not followed.
    Redirect,
    /// The body is longer than the limit.
    TooLarge,
    /// A successful response cannot be decoded.
    Undecodable,
    /// The response is an error with this status.
    Status(u16),
    /// The new token has expired.
    ExpiredOnArrival,
    /// The new token is not valid in a header.
    TokenText,
    /// The new token is not a bearer token.
    TokenType,
}

/// How long the session sends no request after the first failure.
#[derive(Clone, Copy, Debug)]
pub enum Wait {
    /// A quarter to half a second: the first back-off with jitter.
    BackOff,
    /// As long as the provider asks, in seconds.
    Asked(u64),
    /// From 15 s to 30 s: a date from the clock of the server, on a machine that may be busy.
    UntilDate,
}

impl Wait {
    /// Whether a duration matches.
    #[must_use]
    pub fn fits(self, wait: Duration) -> bool {
        match self {
            Self::BackOff => (Duration::from_millis(250)..Duration::from_millis(500)).contains(&wait),
            Self::Asked(seconds) => wait == Duration::from_secs(seconds),
            Self::UntilDate => (Duration::from_secs(15)..=Duration::from_secs(30)).contains(&wait),
        }
    }
}

/// Whether a request has used its refresh token, as far as the client can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It was not used.
    None,
    /// It may have been used, so it may be sent once more.
    Uncertain,
    /// It was used, or sent twice.
    Certain,
}

impl Row {
    /// Returns the client's timeouts: short ones if it must give up, so that the test is not slow; otherwise long ones,
    /// so that a busy machine does not make it fail.
    #[must_use]
    pub fn patience(&self) -> Patience {
        match &self.verdict {
            Verdict::Refuse(Refused { failure: Failure::Timeout, .. }) => Patience::Short,
            _ => Patience::Long,
        }
    }

    /// Whether this is the token of the row that a client must accept.
    #[must_use]
    pub fn issues(&self, token: &str) -> bool {
        matches!(&self.verdict, Verdict::Accept(accepted) if accepted.token == token)
    }

    /// Returns what happens to the refresh token of a request: after a 3xx, 4xx or 503 it was not used, and a response
    /// that can be decoded contains the next one.
    #[must_use]
    pub fn refresh_token_use(&self) -> Use {
        match &self.verdict {
            Verdict::Accept(_) => Use::Certain,
            Verdict::Refuse(refused) => match refused.failure {
                Failure::Redirect => Use::None,
                Failure::Status(status) if status < 500 || status == 503 => Use::None,
                Failure::ExpiredOnArrival | Failure::TokenText | Failure::TokenType => Use::Certain,
                _ => Use::Uncertain,
            },
        }
    }
}

/// Makes a row whose response must be refused, with a back-off.
pub(super) fn refuse(name: impl Into<String>, steps: Vec<Step>, failure: Failure, class: Class) -> Row {
    refuse_for(name, steps, failure, class, Wait::BackOff)
}

pub(super) fn refuse_for(name: impl Into<String>, steps: Vec<Step>, failure: Failure, class: Class, wait: Wait) -> Row {
    Row { name: name.into(), steps, verdict: Verdict::Refuse(Refused { failure, class, wait }) }
}

/// Makes a row whose response must be accepted.
pub(super) fn accept(name: impl Into<String>, steps: Vec<Step>, token: impl Into<String>, lifetime: u64) -> Row {
    Row { name: name.into(), steps, verdict: Verdict::Accept(Accepted { token: token.into(), lifetime }) }
}
