//! A session belongs to the provider of its credential.

use auth_providers::{one_claw, unith};

fn main() {
    let client = unith::Client::new().unwrap();
    let _ = one_claw::ApiKey::new("1ck_1").session(&client);
}
