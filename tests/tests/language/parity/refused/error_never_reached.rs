//! The first case that fits wins.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/error_never_reached.yaml")]
struct Acme;
