//! The type of a field of a response implements `Decode`.

use auth_runtime::Decode;

struct Colour;

#[derive(Decode)]
struct Rocket {
    colour: Colour,
}

fn main() {}
