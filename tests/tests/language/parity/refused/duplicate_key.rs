//! A key occurs once.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/duplicate_key.yaml")]
struct Acme;
