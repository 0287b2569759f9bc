//! A page that a browser visits is not a call.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.connection().call(Consent::new("app"));
}
