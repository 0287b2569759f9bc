//! The SDKs and servers of others, which `tests/servers/install` installs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::here;

/// Returns Python with its packages; `None` if they are not installed, which it says.
#[must_use]
pub fn python() -> Option<PathBuf> {
    installed("python/venv/bin/python")
}

/// Returns `oidc-provider`, a server for Node.js; `None` if it or Node.js is not installed, which it says.
#[must_use]
pub fn oidc_provider() -> Option<PathBuf> {
    installed(if has_node() { "oidc_provider/node_modules/oidc-provider" } else { "no Node.js" })?;
    Some(here().join("servers/oidc_provider/server.mjs"))
}

/// Returns the script that calls SDKs for Node.js; `None` if they or Node.js are not installed, which it says.
#[must_use]
pub fn node_sdks() -> Option<PathBuf> {
    installed(if has_node() { "node/node_modules/@octokit" } else { "no Node.js" })?;
    Some(here().join("servers/node/sdks.mjs"))
}

fn has_node() -> bool {
    Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok()
}

/// Returns what is installed at this path.
///
/// # Panics
/// Where `CI` is set, because there nothing may be skipped.
fn installed(path: &str) -> Option<PathBuf> {
    let path = here().join("servers").join(path);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "CI has no {}", path.display());
    eprintln!("NOT RUN: this test needs Python 3, Node.js and npm, and what `tests/servers/install` installs");
    None
}
