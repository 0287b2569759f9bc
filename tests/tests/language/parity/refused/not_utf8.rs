//! A spec is text.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/not_utf8.yaml")]
struct Acme;
