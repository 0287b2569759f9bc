//! A record is a struct.

use auth_runtime::Decode;

#[derive(Decode)]
enum Rocket {
    Saturn,
}

fn main() {}
