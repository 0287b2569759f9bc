//! A provider may add errors.

use auth_providers::pihu::PihuError;

fn is_gone(error: &PihuError) -> bool {
    match error {
        PihuError::Other(_) => false,
    }
}

fn main() {}
