//! An unknown word is not ignored.

use auth_runtime::Provider;

#[derive(Provider)]
#[provider(sepc = "specs/acme.yaml")]
struct Acme;

fn main() {}
