//! The public API of a generated client: of its items, and of what their derives make.

mod attribute;
mod entry;
mod reader;

use auth_codegen::model::Provider;

pub(super) use entry::{Api, Entry, Kind};

/// Returns the API of a provider's client. Generated code always parses.
pub(super) fn of(provider: &Provider) -> Api {
    syn::parse_file(&auth_codegen::generate(provider)).map(|file| reader::read(&file)).unwrap_or_default()
}
