//! A variable is read once.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    username: String,
    #[credentials(env = "ACME_USERNAME")]
    password: Secret,
}

fn main() {}
