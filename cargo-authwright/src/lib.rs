//! The command `cargo authwright`, as a library, so that `cargo xtask` and tests call the same functions.
//!
//! Each command has a module of its name. They share [`spec`] (which specs, by files, folders, or the `Cargo.toml` of
//! packages, and what to change in files) and [`terminal`].

mod arguments;
mod check;
mod diff;
#[cfg(feature = "docs")]
pub mod docs;
pub mod generate;
pub mod import;
#[cfg(feature = "mock")]
pub mod mock;
pub mod schema;
pub mod spec;
pub mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use arguments::{Arguments, Command};
pub use terminal::exit;
use terminal::exit::WRONG_USE;
use terminal::shell;

/// Runs the command line and returns the exit code. Cargo passes the name of the command as the first argument; without
/// cargo, it is absent.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = Arguments::parse_from(arguments::without_command_name(arguments));
    ExitCode::from(run(arguments.command).unwrap_or_else(|error| {
        terminal::error(&error);
        WRONG_USE
    }))
}

fn run(command: Command) -> Result<u8> {
    match command {
        Command::New(options) => import::command::run(&options),
        Command::Gen(options) => generate::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Explain(options) => check::explain::run(&options),
        Command::Diff(options) => diff::run(&options),
        #[cfg(feature = "docs")]
        Command::Docs(options) => docs::run(&options),
        Command::Schema(options) => schema::run(&options),
        #[cfg(feature = "mock")]
        Command::Mock(options) => mock::run(&options),
        Command::Completions(options) => shell::completions(&options),
        Command::Man(options) => shell::man(&options),
    }
}
