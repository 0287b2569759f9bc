//! A name must be usable as a Rust module.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/name_of_a_keyword.yaml")]
struct Acme;
