//! Inputs are given like the fields of a request.
use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Json, Secret, session::TokenSource};
#[rustfmt::skip]
#[derive(auth_runtime::Endpoint)]
#[endpoint(POST "/login", json, response = super::Token, error = ())]
struct LogIn { name: String, password: Secret, hint: Option<Json> }
#[rustfmt::skip]
#[derive(TokenSource)]
#[token_source(provider = OpenHuman, mint(LogIn), token(access_token = token), rotation = kept, header("X-Org" = "{org}"), header("X-Token" = "{token}"))]
struct Login { name: String, password: Secret, hint: Option<Json>, #[token_source(input)] org: String }
#[test]
fn is_built() {
    assert!(Login::new("ada", "pw", "o").hint.is_none());
}
