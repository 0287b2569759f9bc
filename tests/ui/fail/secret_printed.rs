//! A secret is not for people.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    println!("{secret}");
}
