//! The arguments that choose packages.

use std::path::PathBuf;

use clap::Args;

/// Which packages of a workspace.
#[derive(Args, Debug, Default)]
pub(crate) struct Packages {
    /// The Cargo.toml to start from, instead of the nearest one.
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Only the package of this name (repeatable). By default it is the package of the current folder or, where that has
    /// no section `[package.metadata.authwright]`, every package of the workspace that has one.
    #[arg(short, long = "package", value_name = "NAME")]
    pub(crate) packages: Vec<String>,
}
