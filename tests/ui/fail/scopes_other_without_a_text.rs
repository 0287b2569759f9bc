//! What is not documented is kept.

use auth_runtime::Scopes;

#[derive(Scopes)]
enum Scope {
    #[scope("read")]
    Read,
    #[scope(other)]
    Other,
}

fn main() {}
