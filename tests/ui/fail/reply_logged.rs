//! A reply with a token in it has no `Display`.

use auth_providers::openhuman::Token;

fn log(token: &Token) {
    eprintln!("got {token}");
}

fn main() {}
