//! A `Secret` is not a credential: it does not say how it is attached.

use auth_runtime::{Provider, Secret};

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let client = Client::new().unwrap();
    let _ = client.with(Secret::from("token"));
}
