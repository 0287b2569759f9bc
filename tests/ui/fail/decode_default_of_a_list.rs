//! A separated list has no default.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode(default = "a", separator = " ")]
    names: Vec<String>,
}

fn main() {}
