//! A `Secret` is not a credential: it does not say how it is attached.

use auth_providers::openhuman::Client;
use auth_runtime::Secret;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.with(Secret::from("token"));
}
