//! A client without a credential cannot make a call that needs one.

use auth_providers::openhuman::Client;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.list_agents();
}
