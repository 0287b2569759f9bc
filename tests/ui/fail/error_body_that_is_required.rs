//! A member of an error body may be missing.

use auth_runtime::ErrorBody;

#[derive(ErrorBody)]
struct Rocket {
    code: String,
}

fn main() {}
