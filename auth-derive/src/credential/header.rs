//! The header that the tokens of a session are sent in.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit_header(name: &str, prefix: &str) -> TokenStream {
    quote! {
        const HEADER: ::auth_runtime::__private::session::TokenHeader =
            ::auth_runtime::__private::session::TokenHeader::new(#name, #prefix);
    }
}
