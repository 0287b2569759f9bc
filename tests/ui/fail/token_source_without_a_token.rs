//! A response has a field for the token.

use auth_providers::unith::{CreateToken, Unith};
use auth_runtime::session::TokenSource;

#[derive(TokenSource)]
#[token_source(provider = Unith, mint(CreateToken))]
struct Login {
    email: String,
}

fn main() {}
