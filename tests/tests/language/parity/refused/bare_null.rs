//! A key without a value is a mistake.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/bare_null.yaml")]
struct Acme;
