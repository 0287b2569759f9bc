//! An endpoint returns one type.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/two_replies.yaml")]
struct Acme;
