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
use read::{Expected, Reader};
use text::{BYTE_ORDER_MARK, NotYaml};

/// Reads and checks a spec. `path` is only used in messages.
///
/// # Errors
/// Returns all problems of the spec, with their positions.
pub fn parse(path: &str, text: &str) -> Result<Provider, Report> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = Reader::new(None);
    let end = match check(text, &mut reader) {
        Ok(provider) => return Ok(provider),
        Err(end) => end,
    };
    let again = |text: &str, expected: Option<Expected>| check_again(path, text, expected);
    Err(cause::only(report(path, text, reader, end), text, &again))
}

/// Checks a spec. Where it fails, the problems are in the reader, but for the one with which the YAML ended.
fn check(text: &str, reader: &mut Reader) -> Result<Provider, Option<NotYaml>> {
    let mut tree = text::parse(text, &mut reader.problems).map_err(Some)?;
    reader.begin(&tree);
    read::indentation::mend(&mut tree.root, reader);
    let spec = read::read(&tree, reader).map_err(|_| None)?;
    // What follows needs its memory: the model, or another reading of the text for the places of the problems.
    drop(tree);
    reader.goes_on().ok_or(None)?;
    lower::lower(&spec, reader).filter(|_| reader.problems.broken().is_none()).ok_or(None)
}

fn report(path: &str, text: &str, reader: Reader, end: Option<NotYaml>) -> Report {
    match end {
        Some(last) => Report::not_yaml(path, text, reader.problems, last),
        None => Report::new(path, text, reader.problems),
    }
}

/// Returns all problems of a changed text, consequences included, or `None` if one of them is not expected.
fn check_again(path: &str, text: &str, expected: Option<Expected>) -> Option<Vec<Problem>> {
    let mut reader = Reader::new(expected);
    let Err(end) = check(text, &mut reader) else { return Some(Vec::new()) };
    let is_yaml = end.is_none();
    reader.goes_on().filter(|()| is_yaml || !reader.expects_yaml())?;
    Some(report(path, text, reader, end).problems().to_vec())
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
