//! A secret is not a `&str` by accident.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    let _ = "key".contains(&secret);
}
