//! A user name and a password (RFC 7617).

use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Credential, Secret};

#[derive(Clone, Debug, Credential)]
#[credential(provider = OpenHuman, basic)]
struct Login {
    username: String,
    password: Secret,
}
#[test]
fn attaches() {
    assert_eq!(format!("{:?}", Login::new("ada", "p4ss").password), "Secret(…)");
}
