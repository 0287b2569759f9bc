//! A duration has a unit.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/lifetime.yaml")]
struct Acme;
