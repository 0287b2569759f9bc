//! A prefix that no variable uses is a mistake.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    #[credentials(env = "KEY")]
    key: Secret,
}

fn main() {}
