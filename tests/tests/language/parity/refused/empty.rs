//! An empty file is not a spec.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/empty.yaml")]
struct Acme;
