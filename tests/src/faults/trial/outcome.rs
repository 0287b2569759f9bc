//! The result that a caller gets.

use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::time::SystemTime;

use auth_runtime::Error;
use auth_runtime::session::{AccessToken, SessionError, SessionProblem};

use crate::faults::{Acme, Failure, TokenError};

/// The result that a caller gets.
pub(super) struct Outcome(pub(super) Result<AccessToken<Acme>, SessionError>);

impl Outcome {
    pub(super) fn token(&self) -> Option<&str> {
        Some(self.0.as_ref().ok()?.secret().expose())
    }

    pub(super) fn expires_at(&self) -> Option<SystemTime> {
        self.0.as_ref().ok()?.expires_at()
    }

    pub(super) fn error(&self) -> Option<&SessionError> {
        self.0.as_ref().err()
    }

    /// Returns everything that can be printed of it, without the sources of an error.
    pub(super) fn shown(&self) -> String {
        match &self.0 {
            Ok(token) => format!("{token:?} {token:#?} {:?}", token.header()),
            Err(error) => format!("{error} {error:?} {error:#?}"),
        }
    }
}

/// Shows the first 80 characters of the token. The tokens of the tests are not secret, but may be long.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.token().map(|token| token.chars().take(80).collect::<String>());
        write!(f, "{token:?} {:?} {:?}", self.error(), self.error().and_then(failure_of))
    }
}

/// Returns everything that can be printed of an error and its sources.
#[must_use]
pub fn shown(error: &(dyn StdError + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let _ = writeln!(text, "{error} {error:?} {error:#?}");
        next = error.source();
    }
    text
}

pub(super) fn failure_of(error: &SessionError) -> Option<Failure> {
    match error.problem() {
        SessionProblem::ExpiredOnArrival => Some(Failure::ExpiredOnArrival),
        SessionProblem::TokenText => Some(Failure::TokenText),
        SessionProblem::TokenType => Some(Failure::TokenType),
        SessionProblem::TokenRequest => failure_of_call(error.source()?.downcast_ref()?),
        _ => None,
    }
}

fn failure_of_call(error: &Error<TokenError>) -> Option<Failure> {
    match error {
        Error::Transport(transport) => transport.may_have_arrived().then_some(Failure::Broken),
        Error::Timeout { .. } => Some(Failure::Timeout),
        Error::Redirect { .. } => Some(Failure::Redirect),
        Error::TooLarge { .. } => Some(Failure::TooLarge),
        Error::Undecodable(_) => Some(Failure::Undecodable),
        Error::Api(refusal) => Some(Failure::Status(refusal.status().as_u16())),
        _ => None,
    }
}
