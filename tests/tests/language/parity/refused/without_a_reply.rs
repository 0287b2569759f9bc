//! An endpoint says what it returns.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/without_a_reply.yaml")]
struct Acme;
