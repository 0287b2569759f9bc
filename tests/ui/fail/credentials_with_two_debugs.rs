//! The derive has a `Debug` that shows no value.

use auth_runtime::{Credentials, Secret};

#[derive(Debug, Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    key: Secret,
}

fn main() {}
