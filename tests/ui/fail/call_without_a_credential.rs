//! A client without a credential cannot make a call that needs one.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.launch();
}
