//! A provider has one spec.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/a.yaml", spec = "specs/b.yaml")]
struct Acme;
