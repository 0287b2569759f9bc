//! What visibilities and attributes say of an item.

use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Token, Visibility};

/// Whether callers know of a trait: those of the standard library, and those of the runtime that bounds name.
pub(super) fn is_known(name: &str) -> bool {
    name.starts_with("std::") || ["Authorizes", "TokenSource", "Credential"].iter().any(|known| name.contains(known))
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

pub(super) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

/// Whether an item is left out of the documentation.
pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc") && attribute.to_token_stream().to_string().contains("hidden"))
}

/// Returns the names of the derives of an item.
pub(super) fn derives(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = lists
        .filter_map(|list| list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).ok())
        .flatten();
    paths.filter_map(|path| path.segments.last().map(|last| last.ident.to_string())).collect()
}
