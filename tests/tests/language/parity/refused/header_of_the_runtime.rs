//! Some headers are set by the runtime.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/header_of_the_runtime.yaml")]
struct Acme;
