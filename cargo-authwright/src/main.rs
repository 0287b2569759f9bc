//! `cargo authwright …`

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_authwright::main(std::env::args_os())
}
