//! `cargo xtask mock`: serves the providers of this workspace on loopback.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use cargo_authwright::{mock, spec};

use crate::root;

/// Serves mock providers until interrupted, and prints how to call them. Exits with 2 if a spec has mistakes.
///
/// # Errors
/// If a name is not that of a provider, a file cannot be read, or the port is in use.
pub fn mock(names: &[String], port: u16, spec_dir: Option<PathBuf>) -> Result<ExitCode> {
    let root = root();
    let specs = spec::of_folder(&spec_dir.unwrap_or_else(|| root.join("specs")), &root, names)?;
    match spec::parse_all(&specs) {
        Err(spec::Failure::Files(error)) => Err(error),
        Err(spec::Failure::Specs(reports)) => {
            spec::refuse(&reports, "nothing is served");
            Ok(ExitCode::from(2))
        }
        Ok(providers) => {
            mock::serve(port, providers)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
