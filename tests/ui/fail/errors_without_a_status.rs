//! A variant needs a status.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    Bad(ProblemDetails),
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
