//! PKCE belongs to a visit.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/pkce_on_a_call.yaml")]
struct Acme;
