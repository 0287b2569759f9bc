//! A path is names with dots.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode(at("data..name"))]
    name: String,
}

fn main() {}
