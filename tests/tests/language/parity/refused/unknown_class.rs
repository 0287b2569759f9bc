//! A class is one of five.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/unknown_class.yaml")]
struct Acme;
