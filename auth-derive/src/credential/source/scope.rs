//! Emits the scopes that a token source requests.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::input::{Input, Kind};
use crate::attr::input::at;

/// The request field for scopes (RFC 6749 §3.3).
const SCOPE: &str = "scope";

/// Emits the methods for requesting more scopes; `None` if the inputs can be used only once, because then the user has
/// to consent again.
pub(crate) fn emit_scope(inputs: &[Input<'_>]) -> Option<TokenStream> {
    let is_lasting = |input: &Input<'_>| matches!(input.kind, Kind::Lasting);
    let scope = inputs.iter().find(|input| input.mint && is_lasting(input) && input.member.wire() == SCOPE)?;
    let (ident, span) = (&scope.member.ident, at(scope.member.ty));
    let text = quote_spanned!(span=> ::auth_runtime::__private::session::scope_text(&self.#ident));
    let others = inputs.iter().map(|input| &input.member.ident).filter(|other| *other != ident);
    let value = quote_spanned!(span=> ::auth_runtime::__private::session::scope_value(scope)?);
    let with_scope = inputs.iter().all(is_lasting).then(|| {
        quote! {
            fn with_scope(&self, scope: &str) -> ::core::option::Option<Self> {
                let value = #value;
                ::core::option::Option::Some(Self { #(#others: ::core::clone::Clone::clone(&self.#others),)* #ident: value })
            }
        }
    });
    Some(quote! {
        fn scope(&self) -> ::core::option::Option<::std::string::String> {
            #text
        }
        #with_scope
    })
}
