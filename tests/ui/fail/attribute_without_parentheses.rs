//! An attribute has its arguments in parentheses.

use auth_runtime::Decode;

#[derive(Decode)]
struct Rocket {
    #[decode = "name"]
    title: String,
}

fn main() {}
