//! `username` alone would be what the shell calls its user.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
struct Login {
    username: String,
    password: Secret,
}

fn main() {}
