//! An unknown key gets a suggestion.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/unknown_key.yaml")]
struct Acme;
