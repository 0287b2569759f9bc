//! An enum of scopes has no type parameter.

use auth_runtime::Scopes;

#[derive(Scopes)]
enum Scope<T> {
    #[scope("read")]
    Read,
    #[scope(other)]
    Other(T),
}

fn main() {}
