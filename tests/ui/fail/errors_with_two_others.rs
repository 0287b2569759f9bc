//! Only one variant takes all other errors.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(other)]
    Unknown,
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
