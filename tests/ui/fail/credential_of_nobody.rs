//! A credential belongs to a provider.

use auth_runtime::{Credential, Secret};

#[derive(Credential)]
#[credential(bearer)]
struct Key(Secret);

fn main() {}
