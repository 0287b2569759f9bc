//! A token in a log line is the most common leak.

use auth_providers::openhuman::Token;

fn log(token: &Token) {
    eprintln!("got {}", token.access_token);
}

fn main() {}
