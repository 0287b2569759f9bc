//! The commands of `cargo xtask` that serve providers and show them.

use std::process::ExitCode;

use clap::Parser as _;
use xtask::arguments::{Arguments, Command};
use xtask::r#gen::{Options, run};

fn main() -> ExitCode {
    xtask::exit_code(match Arguments::parse().command {
        Command::Gen { check, spec_dir, out_dir } => run(&Options::new(check, spec_dir, out_dir)),
        Command::Docs { names, out, check, spec_dir } => xtask::docs(&names, out, check, spec_dir),
        Command::Mock { names, port, spec_dir } => xtask::mock(&names, port, spec_dir),
    })
}
