//! The commands of this workspace, as functions for the command line and for tests: those of `cargo authwright`, with the
//! folders of this workspace.

pub mod arguments;
#[cfg(feature = "play")]
mod docs;
pub mod r#gen;
#[cfg(feature = "play")]
mod mock;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;

#[cfg(feature = "play")]
pub use docs::docs;
#[cfg(feature = "play")]
pub use mock::mock;

/// Returns the exit code of a command. An error is printed, and ends with 2.
#[must_use]
pub fn exit_code(result: Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}

/// Returns the root of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
