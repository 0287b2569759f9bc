//! What is optional may be absent, and not empty.

use auth_runtime::{Credentials, Secret};
#[derive(Credentials)]
#[credentials(prefix = "")]
struct Login {
    tenant: Option<String>,
    key: Option<Secret>,
}
#[test]
fn reads() {
    let login = Login::from_vars(|_| None::<String>).unwrap();
    assert!(login.tenant.is_none() && login.key.is_none());
    assert!(Login::from_vars(|_| Some("")).unwrap_err().variables().eq(["TENANT", "KEY"]));
}
