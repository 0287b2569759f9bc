//! Emits the place in which a session sends its tokens.

use auth_language::credential::Around;
use auth_language::request::Place;
use proc_macro2::TokenStream;
use quote::quote;

use crate::expression::emit::emit_encoding;
use crate::value::part::emit_place;

pub(crate) fn emit_header(place: Place, name: &str, around: &Around) -> TokenStream {
    let Around { prefix, suffix, encoding } = around;
    let header = token_header();
    let value = if place == Place::Header {
        quote!(#header::new(#name, #prefix))
    } else {
        let place = emit_place(place);
        quote!(#header::at(::auth_runtime::__private::Place::#place, #name, #prefix))
    };
    let suffix = (!suffix.is_empty()).then(|| quote!(.before(#suffix)));
    let encoded = encoding.map(|(encoding, case)| {
        let encoding = emit_encoding(encoding, case);
        quote!(.encoded(::auth_runtime::__private::expression::Encoding::#encoding))
    });
    quote!(const HEADER: #header = #value #suffix #encoded;)
}

/// Emits a header whose value is made of the token and other values.
pub(crate) fn emit_made_header(name: &str) -> TokenStream {
    let header = token_header();
    quote!(const HEADER: #header = #header::made(#name);)
}

fn token_header() -> TokenStream {
    quote!(::auth_runtime::__private::session::TokenHeader)
}
