//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The commands of this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Arguments {
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// A command of this workspace.
#[derive(Subcommand)]
pub enum Command {
    /// Generate the clients from the specs.
    ///
    /// Exits with 0 if the clients are up to date, 1 if `--check` finds that they are not, and 2 if a spec has mistakes;
    /// in that case nothing is written.
    Gen {
        /// Print the changes instead of writing them.
        #[arg(long)]
        check: bool,
        /// The directory of the specs.
        #[arg(long, value_name = "DIR")]
        spec_dir: Option<PathBuf>,
        /// The directory for the clients. The manifest of its crate gets a feature for each.
        #[arg(long, value_name = "DIR")]
        out_dir: Option<PathBuf>,
    },
    /// Write the site of the providers: an index, and a page for each.
    Docs {
        /// The names of the providers; all if there is none.
        names: Vec<String>,
        /// The folder of the site; `target/authwright` by default.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Only say which pages would change.
        #[arg(long)]
        check: bool,
        /// The directory of the specs.
        #[arg(long, value_name = "DIR")]
        spec_dir: Option<PathBuf>,
    },
    /// Serve mock providers on loopback, from their specs, until interrupted.
    Mock {
        /// The names of the providers; all if there is none.
        names: Vec<String>,
        /// The port; a free one by default.
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// The directory of the specs.
        #[arg(long, value_name = "DIR")]
        spec_dir: Option<PathBuf>,
    },
}
