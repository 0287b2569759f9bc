//! Turns a provider's YAML spec into a typed Rust client.
//!
//! ```text
//! text ─parse─▶ Spec ─lower─▶ Provider ─emit─▶ tokens ─print─▶ Rust
//! ```
//!
//! There is no input or output here, and no panic: [`generate`] takes text and gives text, or a [`Report`] of everything that
//! is wrong with the spec. `cargo xtask gen`, derive macros and build scripts call the same functions.
//!
//! ```
//! let spec = "
//! name: acme
//! title: Acme
//! base_url: https://api.acme.example
//! endpoints:
//!   ping:
//!     doc: Ask whether the service is there.
//!     GET: /ping
//!     returns: { 204: nothing }
//! ";
//! let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
//! assert!(auth_codegen::generate(&provider).contains("pub async fn ping"));
//!
//! let report = auth_codegen::parse("acme.yaml", &spec.replace("GET", "GTE")).unwrap_err();
//! assert!(report.to_string().contains("an endpoint needs a method and a path"));
//! ```

pub mod check;
mod diagnostics;
mod emit;
mod lower;
pub mod model;
mod names;
mod print;
pub mod secrets;
mod spec;
mod suggest;
mod syntax;
mod token;
mod tree;

pub use diagnostics::{Problem, Report};
pub use emit::examples::examples;

use diagnostics::Diagnostics;
use model::Provider;

/// What some editors put before a text; the YAML parser would take it for a column of the first line.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads and checks a spec. `path` is only used to say where a problem is.
///
/// # Errors
/// Every problem of the spec, each with its line.
pub fn parse(path: &str, text: &str) -> Result<Provider, Report> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut diagnostics = Diagnostics::default();
    let provider = tree::parse(text, &mut diagnostics)
        .and_then(|root| spec::parse(&root, &mut diagnostics))
        .and_then(|spec| lower::lower(&spec, &mut diagnostics));
    diagnostics.into_result(path, text, provider)
}

/// The Rust module of a provider, formatted.
#[must_use]
pub fn generate(provider: &Provider) -> String {
    emit::module(provider)
}
