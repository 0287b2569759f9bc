//! A class is one of five.

use auth_runtime::{ApiError, ProblemDetails};

#[derive(Debug, ApiError)]
enum Refused {
    #[api_error(401, class = reauthentify)]
    Expired,
    #[api_error(other)]
    Other(ProblemDetails),
}

fn main() {}
