//! A request has one body.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/two_bodies.yaml")]
struct Acme;
