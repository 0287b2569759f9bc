//! A key of one provider is not sent to another.

use auth_providers::openhuman::Client;
use auth_providers::pihu::ApiKey;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.with(ApiKey::new("key"));
}
