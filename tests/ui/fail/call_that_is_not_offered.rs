//! A client has the endpoints of its provider.

use auth_providers::openhuman::Client;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.revoke_token();
}
