//! What is read can be attached.

use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Authorizes, Credential, Credentials, Secret};

#[derive(Clone, Credential, Credentials)]
#[credential(provider = OpenHuman, bearer)]
struct Key(#[credentials(env = "ACME_KEY")] Secret);

fn accept(_: &impl Authorizes<OpenHuman>) {}

#[test]
fn authorizes() {
    accept(&Key::from_vars(|_| Some("k")).unwrap());
}
