//! `Debug` shows what is marked, and whether an option is there.
use auth_runtime::{Credentials, Secret};
#[derive(Credentials)]
#[credentials(prefix = "A_")]
struct Login {
    #[credentials(show)]
    region: String,
    user: Option<String>,
    key: Secret,
}
#[test]
fn shows() {
    let login = format!("{:?}", Login::from_vars(|_| Some("x")).unwrap());
    assert_eq!(login, r#"Login { region: "x", user: Some(…), key: … }"#);
}
