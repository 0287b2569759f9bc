//! A secret is never shown.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    #[credentials(show)]
    password: Secret,
}

fn main() {}
