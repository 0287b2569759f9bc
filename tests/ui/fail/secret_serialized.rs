//! A secret has no `Serialize`.

use auth_runtime::Secret;

fn main() {
    let secret = Secret::from("key");
    let _ = serde_json::to_string(&secret);
}
