//! A refusal has its own statuses.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/status_of_a_success.yaml")]
struct Acme;

fn main() {}
