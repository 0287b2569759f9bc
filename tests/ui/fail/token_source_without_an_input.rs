//! Every field of the request needs an input.
use auth_providers::one_claw::{OneClaw, OneClawError, Token};
use auth_runtime::Endpoint;
use auth_runtime::session::TokenSource;

#[derive(Endpoint)]
#[endpoint(POST "/robot", json, response = Token, error = OneClawError)]
struct Robot {
    serial: String,
}
#[derive(TokenSource)]
#[token_source(provider = OneClaw, mint(Robot), token(access_token))]
struct Serial;

fn main() {}
