//! A secret does not get into a file by being in a struct.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    let _ = serde_json::to_string(&secret);
}
