//! A variable has the name of its field.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    r#type: String,
    password: Secret,
}
#[test]
fn reads() {
    let login = Login::from_vars(|name| Some(name.to_lowercase())).unwrap();
    assert!(login.r#type == "acme_type" && login.password.matches("acme_password"));
}
