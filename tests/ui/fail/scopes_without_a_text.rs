//! A scope needs a text.

use auth_runtime::Scopes;

#[derive(Scopes)]
enum Scope {
    Read,
}

fn main() {}
