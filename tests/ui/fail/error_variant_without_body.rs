//! The field of a variant derives `ErrorBody`.

use auth_runtime::ApiError;

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(other)]
    Other(String),
}

fn main() {}
