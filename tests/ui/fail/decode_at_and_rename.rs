//! A member is named once.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode(at("data.name"), rename = "name")]
    name: String,
}

fn main() {}
