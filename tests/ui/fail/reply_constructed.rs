//! A provider may add members to a reply.

use auth_providers::unith::Token;
use auth_runtime::Secret;

fn make() -> Token {
    Token { token: Secret::from("t") }
}

fn main() {}
