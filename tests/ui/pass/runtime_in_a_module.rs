//! The runtime may be re-exported from anywhere.

mod inner {
    pub(super) use auth_runtime as rt;
}
#[derive(inner::rt::Credentials)]
#[credentials(crate = self::inner::rt)]
#[credentials(prefix = "A_")]
struct Login {
    key: inner::rt::Secret,
}
#[test]
fn reads() {
    assert!(Login::from_vars(|_| Some("k")).unwrap().key.matches("k"));
}
