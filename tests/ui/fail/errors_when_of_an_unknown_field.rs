//! `when` names a field of the body.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(400, when(titel = "gone"))]
    Gone(ProblemDetails),
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
