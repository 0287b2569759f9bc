//! RFC 7617 has two parts.

use auth_providers::unith::Unith;
use auth_runtime::{Credential, Secret};

#[derive(Credential)]
#[credential(provider = Unith, basic)]
struct Login {
    name: String,
    password: Secret,
}

fn main() {}
