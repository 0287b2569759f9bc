//! The first variant that fits wins.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(400)]
    Bad(ProblemDetails),
    #[api_error(400, when(title = "gone"))]
    Gone(ProblemDetails),
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
