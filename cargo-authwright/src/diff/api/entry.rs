//! An API as a list of what callers can name.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use syn::Attribute;

use super::attribute::has;

/// The public API, by the names that callers write: `Client::launch`.
#[derive(Debug, Default)]
pub(in crate::diff) struct Api {
    pub(in crate::diff) entries: BTreeMap<String, Entry>,
    /// How each part is sent and read.
    pub(in crate::diff) texts: BTreeMap<String, String>,
    /// The documentation of each part.
    pub(in crate::diff) docs: BTreeMap<String, String>,
}

/// Something that callers can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::diff) struct Entry {
    /// What it is, in words.
    pub(in crate::diff) kind: Kind,
    pub(in crate::diff) signature: String,
    pub(in crate::diff) is_deprecated: bool,
    /// The type that it belongs to.
    pub(in crate::diff) owner: Option<String>,
    /// Whether another member can be added without breaking a caller.
    pub(in crate::diff) is_open: bool,
    /// The names of a function's arguments, which callers pass by position.
    pub(in crate::diff) arguments: Vec<String>,
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diff) enum Kind {
    Type,
    Field,
    Variant,
    Function,
    Trait,
    Constant,
    /// A member of a trait that whoever implements it has to write.
    Required,
}

impl Entry {
    /// An entry to which members can be added.
    pub(super) fn new(kind: Kind, signature: String) -> Self {
        Self { kind, signature, is_deprecated: false, owner: None, is_open: true, arguments: Vec::new() }
    }

    pub(super) fn noted(self, attributes: &[Attribute]) -> Self {
        Self { is_deprecated: has(attributes, "deprecated"), ..self }
    }

    /// A type that callers build, match or implement completely.
    pub(super) fn closed_unless(self, is_open: bool) -> Self {
        Self { is_open, ..self }
    }

    pub(super) fn taking(self, function: &syn::Signature) -> Self {
        let names = function.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Receiver(_) => None,
            syn::FnArg::Typed(argument) => Some(argument.pat.to_token_stream().to_string()),
        });
        Self { arguments: names.collect(), ..self }
    }

    pub(super) fn of(self, owner: &str) -> Self {
        Self { owner: Some(owner.to_owned()), ..self }
    }
}
