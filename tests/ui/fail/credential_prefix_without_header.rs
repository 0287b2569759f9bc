//! Only a header has a prefix.

use auth_providers::unith::Unith;
use auth_runtime::{Credential, Secret};

#[derive(Credential)]
#[credential(provider = Unith, bearer, prefix = "Key ")]
struct Key(Secret);

fn main() {}
