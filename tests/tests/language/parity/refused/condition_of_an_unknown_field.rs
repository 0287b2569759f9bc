//! `when` names a field of the body.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/condition_of_an_unknown_field.yaml")]
struct Acme;
