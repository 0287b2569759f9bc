//! Two mistakes give exactly two errors.

use auth_providers::one_claw::{LogIn, OneClaw, RevokeToken};
use auth_runtime::session::TokenSource;

#[derive(TokenSource)]
#[token_source(provider = OneClaw, mint(LogIn), revoke(RevokeToken(token = acces_token)), token(access_tokn))]
struct Google {
    id_token: String,
}

fn main() {}
