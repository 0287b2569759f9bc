//! A token comes from an endpoint.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/token_of_no_endpoint.yaml")]
struct Acme;
