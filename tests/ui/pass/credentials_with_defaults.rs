//! What has a usual value need not be set.

use auth_runtime::{Credentials, Secret};
#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    key: Secret,
    #[credentials(default = 3)]
    retries: u8,
}
#[test]
fn reads() {
    let login = Login::from_vars(|name| (name == "ACME_KEY").then_some("k")).unwrap();
    assert!(login.key.matches("k") && login.retries == 3);
}
