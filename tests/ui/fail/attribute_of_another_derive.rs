//! An attribute belongs to its derive.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[encode(rename = "name")]
    title: String,
}

fn main() {}
