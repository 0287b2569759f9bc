//! HTTP Basic has a username and a password (RFC 7617).

use auth_providers::unith::Unith;
use auth_runtime::{Credential, Secret};

#[derive(Credential)]
#[credential(provider = Unith, basic)]
struct Login {
    name: String,
    password: Secret,
}

fn main() {}
