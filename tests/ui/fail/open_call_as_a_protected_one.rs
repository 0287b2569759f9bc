//! A call that needs no credential is not sent with one.

use auth_providers::openhuman::{ApiKey, Client, RefreshToken};

fn main() {
    let client = Client::new().unwrap().with(ApiKey::new("k"));
    let _ = client.connection().call_protected(RefreshToken::new("r", "app", "s"));
}
