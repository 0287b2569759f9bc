//! The catalogue: the examples of its specs as calls of the generated clients, and what the specs say about themselves.

mod about;
mod look;
pub mod proof;
pub mod seen;
#[rustfmt::skip]
#[allow(
    unreachable_pub,
    unused,
    deprecated,
    clippy::pedantic,
    reason = "snippets are only compiled, and may end where a reader goes on"
)]
mod calls {
    include!(concat!(env!("OUT_DIR"), "/calls.rs"));
}

use std::path::{Path, PathBuf};

use auth_codegen::model::Provider;
// What the calls of the examples use.
#[allow(unused_imports, reason = "no provider may need one of them")]
use auth_tests::{Example, Refused, Tokens, Visitor, answer, code, grant, parse};

pub use about::About;
pub use calls::calls;

/// A spec of the catalogue.
#[derive(Debug)]
pub struct Spec {
    /// Its text.
    pub text: String,
    /// What it says.
    pub provider: Provider,
}

/// Returns the directory of this package.
#[must_use]
pub fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the specs of the catalogue, in order.
///
/// # Panics
/// If one cannot be read or has mistakes; `cargo xtask gen` reports them.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without specs has failed")]
pub fn specs() -> Vec<Spec> {
    let entries = std::fs::read_dir(here().join("../../specs/catalogue")).expect("the catalogue");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a spec");
        let provider = auth_codegen::parse(&path.display().to_string(), &text).expect("a spec without mistakes");
        Spec { text, provider }
    };
    paths.iter().map(read).collect()
}

/// Returns the providers of the catalogue, in order.
#[must_use]
pub fn providers() -> Vec<Provider> {
    specs().into_iter().map(|spec| spec.provider).collect()
}
