//! A credential has a `key` or a `token`.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/credential_without_a_source.yaml")]
struct Acme;
