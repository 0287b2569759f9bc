//! A type does not contain itself.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/endless_type.yaml")]
struct Acme;
