//! A call that needs no credential is not sent with one.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.with(Key::new("k")).connection().call_protected(LogIn::new("code"));
}
