//! A spec is YAML.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/not_yaml.yaml")]
struct Acme;
