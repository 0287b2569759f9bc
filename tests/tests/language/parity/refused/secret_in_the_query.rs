//! URLs end up in logs.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/secret_in_the_query.yaml")]
struct Acme;
