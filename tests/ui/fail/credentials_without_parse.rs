//! A number is read by `FromStr`.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    key: Secret,
    port: u16,
}

fn main() {}
