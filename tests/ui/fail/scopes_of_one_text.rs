//! Each scope has its own text.

use auth_runtime::Scopes;

#[derive(Scopes)]
enum Scope {
    #[scope("read")]
    Read,
    #[scope("read")]
    See,
}

fn main() {}
