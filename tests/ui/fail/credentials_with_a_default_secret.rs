//! A secret has no default in the source.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    #[credentials(default = "letmein")]
    password: Secret,
}

fn main() {}
