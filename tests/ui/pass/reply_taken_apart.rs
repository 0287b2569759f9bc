//! A reply is taken apart with `..`.

use auth_providers::interhuman::Token;
use auth_runtime::Decode as _;
use auth_runtime::value::JsonRef;

#[test]
fn reads() {
    let json = JsonRef::parse(br#"{"access_token": "t", "expires_in": 1, "scope": ""}"#).unwrap();
    let Token { access_token, scope, .. } = Token::decode(json).unwrap();
    assert!(access_token.matches("t") && scope.is_empty());
}
