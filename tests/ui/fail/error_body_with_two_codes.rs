//! There is one code to branch on.

use auth_runtime::ErrorBody;

#[derive(ErrorBody)]
struct Rocket {
    #[error_body(code)]
    code: Option<String>,
    #[error_body(code)]
    kind: Option<String>,
}

fn main() {}
