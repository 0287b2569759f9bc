//! A gateway does not send the provider's fields.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/error_body_that_is_required.yaml")]
struct Acme;
