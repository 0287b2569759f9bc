//! An empty file is no provider.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/empty.yaml")]
struct Acme;

fn main() {}
