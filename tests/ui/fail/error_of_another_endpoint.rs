//! An endpoint has its own errors.

use auth_providers::openhuman::{OpenHumanError, TokenError};
use auth_runtime::Error;

fn is_used_up(error: &Error<OpenHumanError>) -> bool {
    matches!(error, Error::Api(refusal) if matches!(refusal.error(), TokenError::InvalidGrant(_)))
}

fn main() {}
