//! An error body has one code.

use auth_runtime::ErrorBody;

#[derive(ErrorBody)]
struct Rocket {
    #[error_body(code)]
    code: Option<String>,
    #[error_body(code)]
    kind: Option<String>,
}

fn main() {}
