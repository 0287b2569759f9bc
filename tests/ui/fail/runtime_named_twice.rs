//! The runtime is named once.

use auth_runtime::Encode;

#[derive(Encode)]
#[encode(crate = auth_runtime)]
#[encode(crate = self::rt)]
struct Rocket;

fn main() {}
