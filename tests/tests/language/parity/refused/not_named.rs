//! A provider has a spec.

use auth_runtime::Provider;

#[derive(Provider)]
struct Acme;
