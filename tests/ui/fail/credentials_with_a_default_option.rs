//! An option has a default.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    #[credentials(default = "a")]
    tenant: Option<String>,
    password: Secret,
}

fn main() {}
