//! Only https.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/http_url.yaml")]
struct Acme;
