//! Every declared parameter is in the path.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/path_parameter_unused.yaml")]
struct Acme;
