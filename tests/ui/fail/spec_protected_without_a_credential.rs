//! What is protected can be reached.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/protected_without_a_credential.yaml")]
struct Acme;

fn main() {}
