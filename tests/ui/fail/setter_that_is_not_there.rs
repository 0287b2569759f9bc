//! Only optional fields have setters.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/rockets.yaml")]
pub struct Rockets;

fn main() {
    let request = LogIn::new("code");
    let _ = request.code("another");
}
