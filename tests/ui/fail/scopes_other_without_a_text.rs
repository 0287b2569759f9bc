//! The variant for undocumented values holds the text.

use auth_runtime::Scopes;

#[derive(Scopes)]
enum Scope {
    #[scope("read")]
    Read,
    #[scope(other)]
    Other,
}

fn main() {}
