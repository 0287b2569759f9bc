//! What is not YAML is said to be none.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/not_yaml.yaml")]
struct Acme;

fn main() {}
