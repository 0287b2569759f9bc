//! What is optional is set by name.

use auth_providers::openhuman::{Authorize, Scope};

#[test]
fn sets() {
    let scopes = vec!["read", "write"];
    let one = Authorize::new("id", "https://app.example").scope(scopes);
    let two = Authorize::new("id".to_owned(), String::from("https://app.example")).scope([Scope::Read]);
    assert_ne!(format!("{one:?}"), format!("{two:?}"));
}
