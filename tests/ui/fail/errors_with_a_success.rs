//! A 2xx is not an error.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(204)]
    Empty,
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
