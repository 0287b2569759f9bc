//! A member of a reply is a type that can be read.

use auth_runtime::Decode;

struct Colour;

#[derive(Decode)]
struct Rocket {
    colour: Colour,
}

fn main() {}
