//! `cargo xtask docs`: writes the site of the providers of this workspace.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use cargo_authwright::docs::{Clients, Site, build};
use cargo_authwright::generate::Outcome;
use cargo_authwright::spec;

use crate::root;

/// Writes the pages. Exits with 1 if a check finds a change, and with 2 if a spec has mistakes.
///
/// # Errors
/// If a name is not that of a provider, or files cannot be read or written.
pub fn docs(names: &[String], out: Option<PathBuf>, check: bool, spec_dir: Option<PathBuf>) -> Result<ExitCode> {
    let root = root();
    let specs = spec::of_folder(&spec_dir.unwrap_or_else(|| root.join("specs")), &root, names)?;
    let folder = out.unwrap_or_else(|| root.join("target/authwright"));
    let site = Site::new(specs, &Clients::of("auth_providers"), folder, root, "cargo xtask docs");
    Ok(match build(&[site], check)? {
        Outcome::Fresh => ExitCode::SUCCESS,
        Outcome::Stale => ExitCode::FAILURE,
        Outcome::Refused => ExitCode::from(2),
    })
}
