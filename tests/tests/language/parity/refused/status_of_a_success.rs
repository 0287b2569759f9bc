//! The status of an error is not a success.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/status_of_a_success.yaml")]
struct Acme;
