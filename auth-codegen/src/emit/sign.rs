//! Emits named computed values and signatures as attributes of derives.

use auth_language::request::{Computed, Place};
use auth_language::sign::{Sign, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::names::ident;
use crate::emit::part::bearer::emit_bearer;
use crate::emit::part::property::{list, pair};
use crate::emit::value::expression::emit_expr;
use crate::model::Part;
use crate::text::Spot;

/// Emits `computed(nonce = random(uuid))`.
pub(super) fn emit_computed(computed: &[Computed<Spot>]) -> Option<TokenStream> {
    list("computed", computed.iter().map(|computed| pair(ident(&computed.name.value), emit_expr(&computed.value))))
}

/// Emits `sign(sigv4(service = "sts", region = "{region}"))` or `sign(header("X-Signature" = …))`.
pub(super) fn emit_sign(sign: Option<&Sign<Spot>>) -> Option<TokenStream> {
    Some(match sign? {
        Sign::Into(parts) => {
            let parts = parts.iter().map(emit_signed);
            quote!(sign(#(#parts),*))
        }
        Sign::Scheme(scheme, arguments) => {
            let name = ident(scheme.name);
            let is_own = |name: &str| scheme.inputs.iter().any(|(input, _)| *input == name);
            let arguments = arguments.iter().filter(|argument| !is_own(argument.name));
            let arguments = arguments.map(|argument| emit_argument(argument.name, &argument.value));
            quote!(sign(#name(#(#arguments),*)))
        }
    })
}

/// Emits a part that holds a signature, or `bearer(jwt(…))`.
fn emit_signed(part: &Part) -> TokenStream {
    if let Some(bearer) = emit_bearer(part) {
        return bearer;
    }
    let place = ident(if part.place == Place::Query { "query" } else { "header" });
    let (name, value) = (&part.name.value, emit_expr(&part.value));
    quote!(#place(#name = #value))
}

fn emit_argument(name: &str, value: &Value) -> TokenStream {
    let name = ident(name);
    match value {
        Value::Expr(expr) => pair(name, emit_expr(expr)),
        Value::Word(word) => pair(name, word),
        Value::Flag => quote!(#name),
        Value::Seconds(seconds) => pair(name, Literal::u32_unsuffixed(*seconds)),
        Value::Texts(texts) => quote!(#name(#(#texts),*)),
    }
}
