//! A path leads to one member; several are a list.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode(at("name; title"))]
    name: String,
}

fn main() {}
