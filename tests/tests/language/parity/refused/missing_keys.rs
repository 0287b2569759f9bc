//! The keys that every spec needs.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/missing_keys.yaml")]
struct Acme;
