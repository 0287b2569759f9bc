//! An enum of errors needs a variant for undocumented ones.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(400)]
    Bad(ProblemDetails),
}

fn main() {}
