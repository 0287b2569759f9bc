//! A secret has no `==`, whose time would show how much of a guess is right.

use auth_runtime::Secret;

fn main() {
    let (one, two) = (Secret::from("key"), Secret::from("key"));
    let _ = one == two;
}
