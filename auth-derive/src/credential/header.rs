//! The header that a credential is sent in.

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use crate::attr::problems::Problems;

/// Lower case, because two spellings are one header (RFC 9110 §5.1) and HTTP/2 has no other.
pub(crate) fn parse_header_name(name: &LitStr, problems: &mut Problems) -> String {
    let text = name.value();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if text.is_empty() || !text.bytes().all(is_token) {
        problems.push(name.span(), "a header name has letters, digits and `-` only");
    }
    text.to_lowercase()
}

pub(crate) fn emit_header(name: &str, prefix: &str) -> TokenStream {
    quote! {
        const HEADER: ::auth_runtime::__private::session::TokenHeader = ::auth_runtime::__private::session::TokenHeader::new(#name, #prefix);
    }
}
