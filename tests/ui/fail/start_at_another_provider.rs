//! The page of one provider is not on the hosts of another.

use auth_providers::interhuman;
use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let client = interhuman::Client::new().unwrap();
    let _ = Consent::new("app").start(&client);
}
