//! An example has the type of its field.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/example_of_the_wrong_type.yaml")]
struct Acme;
