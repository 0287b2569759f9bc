//! An unknown key is an error.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    #[credentials(rename = "KEY")]
    key: Secret,
}

fn main() {}
