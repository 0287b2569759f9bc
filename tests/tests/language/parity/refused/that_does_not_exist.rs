//! The error names the specs that exist.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/no_specs/acme.yaml")]
struct Acme;
