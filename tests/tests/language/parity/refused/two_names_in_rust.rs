//! Two names must differ in Rust, too.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/two_names_in_rust.yaml")]
struct Acme;
