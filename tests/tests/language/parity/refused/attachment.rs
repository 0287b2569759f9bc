//! A credential is attached in a known way.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/attachment.yaml")]
struct Acme;
