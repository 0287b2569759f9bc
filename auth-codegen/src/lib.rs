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
//! assert!(report.to_string().contains("did you mean `GET`?"));
//! ```

pub mod conformance;
mod emit;
mod lower;
pub mod model;
mod print;
mod read;
pub mod secrets;
mod text;

pub use auth_language::problem::Code;
#[cfg(feature = "examples")]
pub use emit::example::examples;
pub use text::{Edit, Problem, Report, Spot};

use model::Provider;
use proc_macro2::TokenStream;
use read::Reader;

/// What some editors put before a text; the YAML parser would take it for a column of the first line.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads and checks a spec. `path` is only used to say where a problem is.
///
/// # Errors
/// Every problem of the spec, each with its line.
pub fn parse(path: &str, text: &str) -> Result<Provider, Report> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = Reader::new();
    let tree = match text::parse(text, &mut reader.problems) {
        Ok(tree) => tree,
        Err(last) => return Err(Report::not_yaml(path, text, reader.problems.into_found(), last)),
    };
    let provider = read::read(&tree, &mut reader).map(|spec| lower::lower(&spec, &mut reader));
    match provider {
        Ok(provider) if reader.problems.is_empty() => Ok(provider),
        Ok(_) | Err(_) => Err(Report::new(path, text, reader.problems.into_found())),
    }
}

/// The Rust module of a provider, formatted: a file of a crate.
#[must_use]
pub fn generate(provider: &Provider) -> String {
    emit::module(provider)
}

/// The same for `include!` from a build script, which takes no `//!` documentation.
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
    emit::include(provider)
}

/// The same as tokens, for a macro: the items of a module next to the type `marker`, which is the provider. `runtime`
/// is the path of `auth-runtime`, where it has another name.
#[must_use]
pub fn expand(provider: &Provider, marker: &str, runtime: Option<TokenStream>) -> TokenStream {
    emit::expansion(provider, marker, runtime)
}
