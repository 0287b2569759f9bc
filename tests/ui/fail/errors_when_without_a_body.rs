//! `when` looks into the body.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(400, when(title = "gone"))]
    Gone,
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
