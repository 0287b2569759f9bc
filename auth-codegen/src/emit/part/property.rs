//! The properties of an attribute: `word`, `name = value`, `name(item, item)`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::names::ident;

/// Collects properties in order, without those that are absent.
#[derive(Default)]
pub(in crate::emit) struct Properties(Vec<TokenStream>);

impl Properties {
    /// Adds a word, if it applies.
    pub(in crate::emit) fn word(self, name: &str, applies: bool) -> Self {
        self.with(applies.then(|| ident(name).into_token_stream()))
    }

    /// Adds `name = value`, if there is a value.
    pub(in crate::emit) fn value(self, name: &str, value: Option<impl ToTokens>) -> Self {
        self.with(value.map(|value| pair(ident(name), value)))
    }

    /// Adds `name(item, item)`, if there are items.
    pub(in crate::emit) fn list(self, name: &str, items: impl IntoIterator<Item: ToTokens>) -> Self {
        self.with(list(name, items))
    }

    /// Appends properties that are tokens already.
    pub(in crate::emit) fn with(mut self, more: impl IntoIterator<Item = TokenStream>) -> Self {
        self.0.extend(more);
        self
    }

    pub(in crate::emit) fn into_vec(self) -> Vec<TokenStream> {
        self.0
    }
}

/// Emits `name = value`.
pub(in crate::emit) fn pair(name: impl ToTokens, value: impl ToTokens) -> TokenStream {
    quote!(#name = #value)
}

/// Emits `name(item, item)`; nothing if there are no items.
pub(in crate::emit) fn list(name: &str, items: impl IntoIterator<Item: ToTokens>) -> Option<TokenStream> {
    let mut items = items.into_iter().peekable();
    items.peek()?;
    let name = ident(name);
    Some(quote!(#name(#(#items),*)))
}
