//! A call that needs a credential is not made without one.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.connection().call(Launch);
}
