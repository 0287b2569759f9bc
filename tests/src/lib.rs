//! Shared parts of the tests: the examples of every spec as calls of the generated clients, and visitors that make
//! them.

mod curl;
pub mod faults;
#[rustfmt::skip]
mod generated;
mod parallel;
mod rustc;
pub mod servers;
mod sites;
mod tour;
mod visitor;
mod wire;

pub use curl::{Curl, curls};
pub use generated::calls;
pub use parallel::{by_samples, in_parallel, on_threads};
pub use rustc::Rustc;
pub use tour::{Exchange, Outcome, Tour, describe_form, visit_page};
pub use visitor::{Example, Refused, Tokens, Visitor, answer, code, grant, parse};
pub use wire::{Message, WireGolden};

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// Compiles the examples of the page on sessions.
#[cfg(doctest)]
#[doc = include_str!("../../docs/sessions.md")]
struct Sessions;

/// Compiles the example of the page on failures.
#[cfg(doctest)]
#[doc = include_str!("../../docs/failures.md")]
struct Failures;

use std::path::{Path, PathBuf};

use auth_codegen::model::Provider;

/// Returns the directory of this package.
#[must_use]
pub fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the specs of the workspace, in order.
///
/// # Panics
/// If one cannot be read or has mistakes; `cargo xtask gen` reports them.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without specs has failed")]
pub fn providers() -> Vec<Provider> {
    let dir = here().join("../specs");
    let entries = std::fs::read_dir(&dir).expect("the directory of the specs");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a spec");
        auth_codegen::parse(&path.display().to_string(), &text).expect("a spec without mistakes")
    };
    paths.iter().map(read).collect()
}

/// Returns all made-up secrets of all specs, which no `Debug`, error or log may show.
#[must_use]
pub fn canaries() -> Vec<String> {
    providers().iter().flat_map(auth_codegen::secrets::all).collect()
}
