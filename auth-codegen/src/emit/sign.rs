//! Emits named computed values and signatures as attributes of derives.

use auth_language::request::{Computed, Place};
use auth_language::sign::{Sign, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::names::ident;
use crate::emit::value::expression::emit_expr;
use crate::text::Spot;

/// Emits `computed(nonce = random(uuid))`.
pub(super) fn emit_computed(computed: &[Computed<Spot>]) -> Option<TokenStream> {
    let values = computed.iter().map(|computed| {
        let (name, value) = (ident(&computed.name.value), emit_expr(&computed.value));
        quote!(#name = #value)
    });
    let values: Vec<_> = values.collect();
    (!values.is_empty()).then(|| quote!(computed(#(#values),*)))
}

/// Emits `sign(sigv4(service = "sts", region = "{region}"))` or `sign(header("X-Signature" = …))`.
pub(super) fn emit_sign(sign: Option<&Sign<Spot>>) -> Option<TokenStream> {
    Some(match sign? {
        Sign::Into(parts) => {
            let parts = parts.iter().map(|part| {
                let place = if part.place == Place::Query { ident("query") } else { ident("header") };
                let (name, value) = (&part.name.value, emit_expr(&part.value));
                quote!(#place(#name = #value))
            });
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

fn emit_argument(name: &str, value: &Value) -> TokenStream {
    let name = ident(name);
    match value {
        Value::Expr(expr) => {
            let value = emit_expr(expr);
            quote!(#name = #value)
        }
        Value::Word(word) => quote!(#name = #word),
        Value::Flag => quote!(#name),
        Value::Seconds(seconds) => {
            let seconds = Literal::u32_unsuffixed(*seconds);
            quote!(#name = #seconds)
        }
        Value::Texts(texts) => quote!(#name(#(#texts),*)),
    }
}
