//! A record inside a request derives `Encode`.

use auth_runtime::Encode;

struct Colour;

#[derive(Encode)]
struct Rocket {
    colours: Vec<Colour>,
}

fn main() {}
