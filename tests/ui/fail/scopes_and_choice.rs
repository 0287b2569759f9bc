//! Both derives would say how the same enum is written.

use auth_runtime::{Choice, Scopes};

#[derive(Scopes, Choice)]
enum Scope {
    #[scope("read")]
    #[choice("see")]
    Read,
}

fn main() {}
