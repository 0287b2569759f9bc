//! A type is known or declared.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/unknown_type.yaml")]
struct Acme;
