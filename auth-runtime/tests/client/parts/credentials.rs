//! Credentials from the environment.
#![cfg(feature = "derive")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::HashMap;
use std::ffi::OsString;

use auth_runtime::credential::CredentialsError;
use auth_runtime::{Credentials, Secret};
use secrecy::{ExposeSecret as _, SecretString};

#[derive(Clone, Credentials)]
#[credentials(prefix = "ACME_")]
struct Login {
    username: String,
    #[credentials(env = "PASSWORD_OF_ACME")]
    password: Secret,
    token: SecretString,
    tenant: Option<Box<str>>,
    #[credentials(default = 3, parse, show)]
    retries: u8,
    r#type: Option<SecretString>,
}

const ALL: [(&str, &str); 3] = [("ACME_USERNAME", "ada"), ("PASSWORD_OF_ACME", "p4ss"), ("ACME_TOKEN", "t0ken")];

fn read(changes: &[(&str, &str)]) -> Result<Login, CredentialsError> {
    let map: HashMap<_, _> = ALL.iter().chain(changes).copied().collect();
    Login::from_vars(|name| map.get(name))
}

#[test]
fn reads_what_is_there() {
    let login = read(&[]).unwrap();
    assert!(login.password.matches("p4ss") && login.token.expose_secret() == "t0ken" && login.username == "ada");
    assert!(login.tenant.is_none() && login.r#type.is_none() && login.retries == 3);
    let login = read(&[("ACME_TENANT", "a"), ("ACME_RETRIES", "9"), ("ACME_TYPE", "b")]).unwrap();
    assert!(login.tenant.as_deref() == Some("a") && login.r#type.is_some() && login.retries == 9);
}

#[test]
fn names_every_variable_and_no_value() {
    let error = Login::from_vars(|name| {
        let values = [("ACME_TOKEN", ""), ("ACME_TENANT", ""), ("ACME_RETRIES", "s3cret")];
        values.into_iter().find_map(|(known, value)| (known == name).then_some(value))
    })
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "set `ACME_USERNAME`, `PASSWORD_OF_ACME`; `ACME_TOKEN` is empty: give it a value; \
         `ACME_TENANT` is empty: give it a value; `ACME_RETRIES` cannot be read as `u8`: change its value"
    );
    let names = ["ACME_USERNAME", "PASSWORD_OF_ACME", "ACME_TOKEN", "ACME_TENANT", "ACME_RETRIES"];
    assert!(error.variables().eq(names));
    assert!(!format!("{error:?}").contains("s3cret"));
}

#[test]
fn shows_nothing_that_is_not_marked() {
    let login = read(&[("ACME_TENANT", "a")]).unwrap();
    assert_eq!(
        format!("{login:?}"),
        "Login { username: …, password: …, token: …, tenant: Some(…), retries: 3, type: None }"
    );
}

#[cfg(unix)]
#[test]
fn refuses_what_is_not_text() {
    use std::os::unix::ffi::OsStringExt as _;
    let error = Login::from_vars(|name| {
        let bytes = if name == "ACME_USERNAME" { vec![b'a', 0xff] } else { vec![b'1'] };
        Some(OsString::from_vec(bytes))
    });
    let message = error.unwrap_err().to_string();
    assert_eq!(message, "`ACME_USERNAME` is not UTF-8: give it a value that is text");
}

/// What cargo sets for every test, so that no test has to change its own environment.
#[derive(Credentials)]
struct Package(#[credentials(env = "CARGO_PKG_NAME")] Secret);

#[derive(Credentials)]
struct Generic<T> {
    #[credentials(env = "CARGO_PKG_VERSION_MAJOR", parse)]
    major: T,
}

#[test]
fn reads_the_environment() {
    let package = Package::from_env().unwrap();
    assert!(package.0.matches("authwright-runtime"));
    assert_eq!(format!("{package:?}"), "Package(…)");
    assert_eq!(Generic::<u64>::from_env().unwrap().major, 0);
}
