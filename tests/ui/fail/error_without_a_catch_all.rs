//! A provider may add errors.

use auth_providers::unith::UnithError;

fn is_mine(error: &UnithError) -> bool {
    match error {
        UnithError::WrongCredentials(_) | UnithError::ServerError(_) => true,
        UnithError::Other(_) => false,
    }
}

fn main() {}
