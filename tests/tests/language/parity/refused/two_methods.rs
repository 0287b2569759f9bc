//! An endpoint has one method.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/two_methods.yaml")]
struct Acme;
