//! The public API of a generated client: of its items, and of what their derives make.

mod attribute;
mod reader;

use std::collections::BTreeMap;

use auth_codegen::model::Provider;
use syn::Attribute;

use reader::Reader;

/// The public API, by the names that callers write: `Client::launch`.
#[derive(Debug, Default)]
pub(super) struct Api {
    pub(super) entries: BTreeMap<String, Entry>,
    /// How each part is sent and read.
    pub(super) texts: BTreeMap<String, String>,
    /// The documentation of each part.
    pub(super) docs: BTreeMap<String, String>,
}

/// Something that callers can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is, in words.
    pub(super) kind: Kind,
    pub(super) signature: String,
    pub(super) is_deprecated: bool,
    /// The type that it belongs to.
    pub(super) owner: Option<String>,
    /// Whether another member can be added without breaking a caller.
    pub(super) is_open: bool,
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Type,
    Field,
    Variant,
    Function,
    Trait,
    Constant,
    /// A member of a trait that whoever implements it has to write.
    Required,
}

impl Api {
    /// Returns the API of a provider's client. Generated code always parses.
    pub(super) fn of(provider: &Provider) -> Self {
        let Ok(file) = syn::parse_file(&auth_codegen::generate(provider)) else { return Self::default() };
        Reader::read(&file)
    }
}

impl Entry {
    /// An entry to which members can be added.
    fn new(kind: Kind, signature: String) -> Self {
        Self { kind, signature, is_deprecated: false, owner: None, is_open: true }
    }

    fn noted(self, attributes: &[Attribute]) -> Self {
        Self { is_deprecated: attribute::has(attributes, "deprecated"), ..self }
    }

    /// A type that callers build, match or implement completely.
    fn closed_unless(self, is_open: bool) -> Self {
        Self { is_open, ..self }
    }

    fn of(self, owner: &str) -> Self {
        Self { owner: Some(owner.to_owned()), ..self }
    }
}
