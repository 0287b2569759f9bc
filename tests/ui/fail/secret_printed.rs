//! A secret has no `Display`.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    println!("{secret}");
}
