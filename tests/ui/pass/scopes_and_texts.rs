//! A scope is a text and back.

use auth_runtime::Scopes;

#[derive(Debug, PartialEq, Scopes)]
enum Scope {
    #[scope("read")]
    Read,
    #[scope(other)]
    Other(String),
}
#[test]
fn parses() {
    assert_eq!(("read".parse().unwrap(), Scope::from("x").as_str()), (Scope::Read, "x"));
}
