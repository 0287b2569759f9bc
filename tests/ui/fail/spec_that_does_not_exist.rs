//! The files that there are are named.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/no_specs/acme.yaml")]
struct Acme;

fn main() {}
