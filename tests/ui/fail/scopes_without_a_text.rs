//! A scope has a text on the wire.

use auth_runtime::Scopes;

#[derive(Scopes)]
enum Scope {
    Read,
}

fn main() {}
