//! An unknown key is an error.

use auth_runtime::Encode;

#[derive(Encode)]
struct Rocket {
    #[encode(rename_all = "camelCase")]
    name: String,
}

fn main() {}
