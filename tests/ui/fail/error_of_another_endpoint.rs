//! An endpoint has its own errors.

use auth_runtime::{Error, Provider};

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn is_used_up(error: &Error<RocketsError>) -> bool {
    matches!(error, Error::Api(refusal) if matches!(refusal.error(), RocketsLogInError::UsedUp))
}

fn main() {}
