//! Emits the header in which a session sends its tokens.

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) fn emit_header(name: &str, prefix: &str) -> TokenStream {
    quote! {
        const HEADER: ::auth_runtime::__private::session::TokenHeader =
            ::auth_runtime::__private::session::TokenHeader::new(#name, #prefix);
    }
}
