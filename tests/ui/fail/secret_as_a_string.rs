//! `to_string` would be a copy that nobody wipes.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    let _ = secret.to_string();
}
