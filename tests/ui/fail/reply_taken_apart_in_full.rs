//! A provider may add members to a reply.

use auth_providers::interhuman::Token;
use auth_runtime::Secret;

fn take(token: Token) -> Secret {
    let Token { access_token, token_type: _, expires_in: _, scope: _ } = token;
    access_token
}

fn main() {}
