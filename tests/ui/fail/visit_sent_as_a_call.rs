//! A page that a browser visits is not a call.

use auth_providers::openhuman::{Authorize, Client};

fn main() {
    let client = Client::new().unwrap();
    let _ = client.connection().call(Authorize::new("app", "https://app.example/back"));
}
