//! A fault, and what must come of it.

use std::time::Duration;

use auth_runtime::Class;

use super::Step;
use super::provider::Patience;

/// One fault: what the server does with a token request, and what must come of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name, each once.
    pub name: String,
    /// What the server does.
    pub steps: Vec<Step>,
    /// What must come of it.
    pub verdict: Verdict,
}

/// What must come of a fault.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The answer is odd and all the same a token.
    Accept(Accepted),
    /// The answer is no token.
    Refuse(Refused),
}

/// The token that must be taken.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Its text.
    pub token: String,
    /// Its lifetime in seconds.
    pub lifetime: u64,
}

/// The error that must be told.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    /// What went wrong.
    pub failure: Failure,
    /// What it asks of the caller.
    pub class: Class,
    /// How long nobody sends a request.
    pub wait: Wait,
}

/// What went wrong, as the source of the error says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The connection broke after the request may have arrived.
    Broken,
    /// No whole answer in time.
    Timeout,
    /// A redirect, which is not followed.
    Redirect,
    /// A body beyond the limit.
    TooLarge,
    /// A success that is not what is documented.
    Undecodable,
    /// A refusal of that status.
    Status(u16),
    /// The new token has expired.
    ExpiredOnArrival,
    /// The new token cannot be put into a header.
    TokenText,
    /// The new token is no bearer token.
    TokenType,
}

/// How long nobody sends a request after a first failure.
#[derive(Clone, Copy, Debug)]
pub enum Wait {
    /// A quarter to half a second: the first back-off with jitter.
    BackOff,
    /// What the provider asks for, in seconds.
    Asked(u64),
    /// At most 30 s and at least 15 s: a date that the server made of its clock, on a machine that may be busy.
    UntilDate,
}

impl Wait {
    /// Whether that is such a wait.
    #[must_use]
    pub fn fits(self, wait: Duration) -> bool {
        match self {
            Self::BackOff => (Duration::from_millis(250)..Duration::from_millis(500)).contains(&wait),
            Self::Asked(seconds) => wait == Duration::from_secs(seconds),
            Self::UntilDate => (Duration::from_secs(15)..=Duration::from_secs(30)).contains(&wait),
        }
    }
}

impl Row {
    /// The limits of the client: short ones where it must give up, so that the test is not slow; otherwise long ones, so
    /// that a busy machine does not fail it.
    #[must_use]
    pub fn patience(&self) -> Patience {
        match &self.verdict {
            Verdict::Refuse(Refused { failure: Failure::Timeout, .. }) => Patience::Short,
            _ => Patience::Long,
        }
    }

    /// Whether that is a token of this row that a client must accept.
    #[must_use]
    pub fn issues(&self, token: &str) -> bool {
        matches!(&self.verdict, Verdict::Accept(accepted) if accepted.token == token)
    }

    /// Whether the answer leaves open if a refresh token was used: only 3xx, 4xx and 503 say that it was not.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        match &self.verdict {
            Verdict::Accept(_) => true,
            Verdict::Refuse(refused) => match refused.failure {
                Failure::Redirect => false,
                Failure::Status(status) => status >= 500 && status != 503,
                _ => true,
            },
        }
    }
}

/// A row whose answer must be refused, with a back-off.
pub(super) fn refuse(name: impl Into<String>, steps: Vec<Step>, failure: Failure, class: Class) -> Row {
    refuse_for(name, steps, failure, class, Wait::BackOff)
}

pub(super) fn refuse_for(name: impl Into<String>, steps: Vec<Step>, failure: Failure, class: Class, wait: Wait) -> Row {
    Row { name: name.into(), steps, verdict: Verdict::Refuse(Refused { failure, class, wait }) }
}

/// A row whose answer must be accepted.
pub(super) fn accept(name: impl Into<String>, steps: Vec<Step>, token: impl Into<String>, lifetime: u64) -> Row {
    Row { name: name.into(), steps, verdict: Verdict::Accept(Accepted { token: token.into(), lifetime }) }
}
