//! A source of one's own, whose tokens are made by a request without inputs.
use super::rt::{Connection, Endpoint, session::TokenSource};
use auth_providers::one_claw::{OneClaw, OneClawError, RefreshToken, RevokeToken, Token};
#[derive(Endpoint)]
#[endpoint(POST "/robot", response = Token, error = OneClawError)]
struct Robot;
#[derive(TokenSource)]
#[token_source(crate = super::rt)]
#[token_source(provider = OneClaw, mint(Robot), refresh(RefreshToken), revoke(RevokeToken), token(access_token))]
struct Serial;
#[test]
fn has_a_session() {
    let _ = |at: Connection<OneClaw>| at.with(Serial.session(&at));
}
