//! Without a prefix, `username` would read the variable `USERNAME` of the shell.

use auth_runtime::{Credentials, Secret};

#[derive(Credentials)]
struct Login {
    username: String,
    password: Secret,
}

fn main() {}
