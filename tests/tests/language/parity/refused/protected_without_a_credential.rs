//! A protected endpoint needs a credential in the spec.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/protected_without_a_credential.yaml")]
struct Acme;
