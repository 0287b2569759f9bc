//! The response needs a field with that name.
use auth_providers::one_claw::{OneClaw, OneClawError, Token};
use auth_runtime::Endpoint;
use auth_runtime::session::TokenSource;

#[derive(Endpoint)]
#[endpoint(POST "/robot", json, response = Token, error = OneClawError)]
struct Robot {
    serial: String,
}
#[derive(TokenSource)]
#[token_source(provider = OneClaw, mint(Robot), token(access_token = jwt))]
struct Serial { serial: String }

fn main() {}
