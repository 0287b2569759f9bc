//! The commands of this workspace, as functions for the command line and for tests: those of `cargo authwright`, with the
//! folders of this workspace.

mod docs;
pub mod r#gen;
mod mock;

use std::path::{Path, PathBuf};

pub use docs::docs;
pub use mock::mock;

/// Returns the root of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
