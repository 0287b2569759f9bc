//! Every declared type is used.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/unused_type.yaml")]
struct Acme;
