//! Every problem is reported, at its line, and nothing else.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(spec = "specs/five_problems.yaml")]
struct Acme;
