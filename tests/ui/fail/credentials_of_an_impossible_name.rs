//! The operating system has rules for names.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
struct Login {
    #[credentials(env = "ACME=KEY")]
    key: Secret,
}

fn main() {}
