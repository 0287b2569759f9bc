//! A browser only follows the URL.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/visit_with_a_body.yaml")]
struct Acme;
