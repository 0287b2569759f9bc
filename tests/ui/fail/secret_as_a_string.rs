//! A secret has no `to_string`, which would make a copy that is not wiped.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    let _ = secret.to_string();
}
