//! A spec is one file.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs")]
struct Acme;
