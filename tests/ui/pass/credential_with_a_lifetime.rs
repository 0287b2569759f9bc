//! A credential may borrow its secret.

use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Authorizes, Credential, Secret};

#[derive(Debug, Credential)]
#[credential(provider = OpenHuman, header = "X-Key")]
struct Key<'a>(&'a Secret);

fn accept(_: &impl Authorizes<OpenHuman>) {}

#[test]
fn authorizes() {
    accept(&Key::new(&Secret::from("k")));
}
