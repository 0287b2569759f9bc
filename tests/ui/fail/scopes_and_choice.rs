//! An enum derives `Scopes` or `Choice`, not both.

use auth_runtime::{Choice, Scopes};

#[derive(Scopes, Choice)]
enum Scope {
    #[scope("read")]
    #[choice("see")]
    Read,
}

fn main() {}
