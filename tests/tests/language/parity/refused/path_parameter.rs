//! A parameter of the path is declared.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/path_parameter.yaml")]
struct Acme;
