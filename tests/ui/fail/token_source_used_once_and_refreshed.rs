//! An input that is used once cannot be sent by a refresh.

use auth_providers::one_claw::{LogIn, OneClaw, RefreshToken};
use auth_runtime::session::{OneTime, TokenSource};

#[derive(TokenSource)]
#[token_source(provider = OneClaw, mint(LogIn), refresh(RefreshToken), token(access_token))]
struct Google {
    #[token_source(refresh)]
    id_token: OneTime<String>,
}

fn main() {}
