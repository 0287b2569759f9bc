//! A field of another type is read by `FromStr`.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    key: Secret,
    address: std::net::IpAddr,
}

fn main() {}
