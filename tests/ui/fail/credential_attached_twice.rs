//! A credential is attached in one way.

use auth_providers::unith::Unith;
use auth_runtime::{Credential, Secret};

#[derive(Credential)]
#[credential(provider = Unith, bearer, header = "X-Key")]
struct Key(Secret);

fn main() {}
