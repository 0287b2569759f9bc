//! Turns a provider's YAML spec into a typed Rust client.
//!
//! ```text
//! text ─parse─▶ Spec ─lower─▶ Provider ─emit─▶ tokens ─print─▶ Rust
//! ```
//!
//! This crate does no input or output and does not panic: [`generate`] takes a checked spec and returns Rust code, and
//! [`parse`] returns a [`Report`] of everything that is wrong with a spec. `cargo xtask gen`, derive macros and build
//! scripts call the same functions.
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
//! assert!(report.to_string().contains("did you mean `GET`?"));
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
// Only the caller prints.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod cause;
pub mod conformance;
mod emit;
mod lower;
pub mod model;
mod print;
mod read;
mod runtime;
pub mod secrets;
mod text;

pub use auth_language::problem::Code;
#[cfg(feature = "examples")]
pub use emit::example::examples;
#[cfg(feature = "examples")]
pub use emit::example::snippet::{Given, Snippet, Snippets};
pub use runtime::{NotAPath, RuntimePath};
pub use text::{Edit, Problem, Report, Spot};

use model::Provider;
use proc_macro2::TokenStream;
use read::Reader;
use text::BYTE_ORDER_MARK;

/// Reads and checks a spec. `path` is only used in messages.
///
/// # Errors
/// Returns all problems of the spec, with their positions.
pub fn parse(path: &str, text: &str) -> Result<Provider, Report> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let problems = |text: &str| check(path, text).err().map(|report| report.problems().to_vec()).unwrap_or_default();
    check(path, text).map_err(|report| cause::only(report, text, &problems))
}

/// Reports whatever is wrong, and what follows from it.
fn check(path: &str, text: &str) -> Result<Provider, Report> {
    let mut reader = Reader::new();
    let mut tree = match text::parse(text, &mut reader.problems) {
        Ok(tree) => tree,
        Err(last) => return Err(Report::not_yaml(path, text, reader.problems, last)),
    };
    reader.begin(&tree);
    read::indentation::mend(&mut tree.root, &mut reader);
    let spec = read::read(&tree, &mut reader);
    // What follows needs its memory: the model, or another reading of the text for the places of the problems.
    drop(tree);
    let provider = spec.map(|spec| lower::lower(&spec, &mut reader));
    if let (Ok(provider), true) = (provider, reader.problems.is_empty()) {
        return Ok(provider);
    }
    Err(Report::new(path, text, reader.problems))
}

/// Returns the Rust module of a provider as the formatted text of a file.
#[must_use]
pub fn generate(provider: &Provider) -> String {
    emit::module(provider, None)
}

/// Returns the same module for a crate that has the runtime under another path.
///
/// ```
/// # let spec = "{ name: acme, title: Acme, base_url: https://a.example, endpoints: { ping: { doc: Ask., GET: /, returns: { 204: nothing } } } }";
/// # let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
/// let runtime = "acme_sdk::runtime".parse()?;
/// assert!(auth_codegen::generate_with(&provider, &runtime).contains("use acme_sdk::runtime::{"));
/// # Ok::<(), auth_codegen::NotAPath>(())
/// ```
#[must_use]
pub fn generate_with(provider: &Provider, runtime: &RuntimePath) -> String {
    emit::module(provider, runtime.tokens())
}

/// Returns the module for `include!` in a build script's output. What a crate leaves unused of it causes no warnings, also
/// in a binary.
///
/// ```no_run
/// let spec = std::fs::read_to_string("acme.yaml").expect("acme.yaml");
/// match auth_codegen::parse("acme.yaml", &spec) {
///     Ok(provider) => std::fs::write("acme.rs", auth_codegen::include(&provider)).expect("acme.rs"),
///     Err(report) => panic!("{report}"),
/// }
/// ```
#[must_use]
pub fn include(provider: &Provider) -> String {
    emit::include(provider, None)
}

/// Returns the same for a crate that has the runtime under another path.
#[must_use]
pub fn include_with(provider: &Provider, runtime: &RuntimePath) -> String {
    emit::include(provider, runtime.tokens())
}

/// Returns the module's items for a macro, which puts them next to the provider type `marker`. `runtime` is the path of
/// `authwright-runtime`, if the crate is renamed.
#[must_use]
pub fn expand(provider: &Provider, marker: &str, runtime: Option<TokenStream>) -> TokenStream {
    emit::expansion(provider, marker, runtime)
}
