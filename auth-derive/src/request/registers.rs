//! Parses and emits what is kept of the reply of a registration: `registers(client_id, expires_at = secret_expires_at)`.

use auth_language::name;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, Generics, Ident, LitStr, Token};

use crate::attr::generics::implement;

/// A field of the reply: one that is kept under a name, or the one that says when the registration ends.
pub(crate) enum Kept {
    Value(LitStr, Ident),
    End(Ident),
}

/// The word for the field that says when the registration ends.
const END: &str = "expires_at";

impl Parse for Kept {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            return Ok(Self::Value(name, input.call(Ident::parse_any)?));
        }
        let first = input.call(Ident::parse_any)?;
        if input.parse::<Option<Token![=]>>()?.is_none() {
            let name = LitStr::new(name::plain(&first.to_string()), first.span());
            return Ok(Self::Value(name, first));
        }
        if first != END {
            return Err(syn::Error::new(first.span(), "a name for templates is in quotes: `\"client_id\" = id`"));
        }
        Ok(Self::End(input.call(Ident::parse_any)?))
    }
}

/// Emits the impl of a request that registers the client.
pub(crate) fn emit(input: &DeriveInput, generics: &Generics, kept: &[Kept]) -> Option<TokenStream> {
    if kept.is_empty() {
        return None;
    }
    let kept = kept.iter().map(|kept| match kept {
        Kept::Value(name, field) => quote!(.keep(#name, &reply.#field)),
        Kept::End(field) => quote!(.until(&reply.#field)),
    });
    let items = quote! {
        fn registered(
            reply: &<Self as ::auth_runtime::__private::Endpoint>::Response,
        ) -> ::auth_runtime::__private::session::Registered {
            ::auth_runtime::__private::session::Registered::default() #(#kept)*
        }
    };
    let registers = implement(&quote!(session::Registers), &input.ident, generics, &items);
    Some(quote!(::auth_runtime::__private::if_client! { #registers }))
}
