//! A credential holds a secret.

use auth_providers::unith::Unith;
use auth_runtime::Credential;

#[derive(Credential)]
#[credential(provider = Unith, bearer)]
struct Key(String);

fn main() {}
