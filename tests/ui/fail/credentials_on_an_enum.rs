//! Credentials are a struct.

use auth_runtime::Credentials;

#[derive(Credentials)]
enum Login {
    Key,
}

fn main() {}
