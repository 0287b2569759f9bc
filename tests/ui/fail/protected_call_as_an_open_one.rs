//! A call that needs a credential is not made without one.

use auth_providers::openhuman::{Client, ListAgents};

fn main() {
    let client = Client::new().unwrap();
    let _ = client.connection().call(ListAgents);
}
