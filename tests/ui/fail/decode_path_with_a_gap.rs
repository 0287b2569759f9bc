//! A path consists of names separated by dots.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode(at("data..name"))]
    name: String,
}

fn main() {}
