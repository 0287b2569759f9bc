//! An unknown key is an error.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(sepc = "specs/acme.yaml")]
struct Acme;
