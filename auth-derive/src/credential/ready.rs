//! Parses a request that nobody gives a field: `GetUser`, or `GetUser::new()` if all of its fields are optional.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Path, PathSegment, parenthesized, token};

/// A request without required fields.
#[derive(Clone)]
pub(crate) struct Ready {
    pub(crate) path: Path,
    /// Whether it is made by its `new`.
    is_new: bool,
}

impl Parse for Ready {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut path: Path = input.parse()?;
        if !input.peek(token::Paren) {
            return Ok(Self { path, is_new: false });
        }
        let none;
        parenthesized!(none in input);
        let _: syn::parse::Nothing = none.parse()?;
        let method: Option<PathSegment> = path.segments.pop();
        path.segments.pop_punct();
        if method.is_none_or(|method| method.ident != "new") || path.segments.is_empty() {
            return Err(none.error("write `Request::new()`"));
        }
        Ok(Self { path, is_new: true })
    }
}

impl Ready {
    /// Emits the request.
    pub(crate) fn emit(&self) -> TokenStream {
        let Self { path, is_new } = self;
        if *is_new { quote!(#path::new()) } else { quote!(#path {}) }
    }
}
