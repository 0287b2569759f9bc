//! `cargo xtask …`: generates, and hands the other commands on to `xtask-play`.

use std::process::{Command as Process, ExitCode};

use anyhow::{Context as _, Result};
use clap::Parser as _;
use xtask::arguments::{Arguments, Command};
use xtask::r#gen::{Options, run};

/// What runs a command that is compiled only when it is asked for.
const PLAY: [&str; 9] = ["run", "--quiet", "--package", "xtask", "--features", "play", "--bin", "xtask-play", "--"];

fn main() -> ExitCode {
    xtask::exit_code(match Arguments::parse().command {
        Command::Gen { check, spec_dir, out_dir } => run(&Options::new(check, spec_dir, out_dir)),
        Command::Docs { .. } | Command::Mock { .. } => play(),
    })
}

/// Runs the same command line by `xtask-play`, in place of this process where the system has that.
fn play() -> Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut process = Process::new(cargo);
    process.args(PLAY).args(std::env::args_os().skip(1));
    replace_by(&mut process).context("cannot run cargo")
}

#[cfg(unix)]
fn replace_by(process: &mut Process) -> std::io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(process))
}

#[cfg(not(unix))]
fn replace_by(process: &mut Process) -> std::io::Result<ExitCode> {
    let code = process.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
