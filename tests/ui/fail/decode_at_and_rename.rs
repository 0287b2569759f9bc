//! A field has `at` or `rename`, not both.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode(at("data.name"), rename = "name")]
    name: String,
}

fn main() {}
