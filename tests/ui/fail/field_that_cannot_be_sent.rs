//! The type of a field implements `Encode`.

use auth_runtime::Endpoint;

struct Colour;

#[derive(Endpoint)]
#[endpoint(POST "/paint", json, response = (), error = ())]
struct Paint {
    colour: Colour,
}

fn main() {}
