//! The page of one provider is not on the hosts of another.

use auth_providers::{interhuman, openhuman::Authorize};

fn main() {
    let client = interhuman::Client::new().unwrap();
    let _ = Authorize::new("app", "https://app.example/back").start(&client);
}
