//! A credential comes from somewhere.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/credential_without_a_source.yaml")]
struct Acme;

fn main() {}
