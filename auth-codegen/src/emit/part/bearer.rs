//! Emits a bearer token whose value is computed.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::value::expression::emit_expr;
use crate::model::{Expr, Part};

/// Emits `Authorization: Bearer` with a value that is not a template.
pub(in crate::emit) fn emit_bearer(part: &Part) -> Option<TokenStream> {
    let Expr::Concat(pieces) = &part.value else { return None };
    match pieces.as_slice() {
        [Expr::Literal(scheme), value @ Expr::Computed(_)]
            if part.is_authorization() && scheme.as_text() == "Bearer " =>
        {
            let value = emit_expr(value);
            Some(quote!(bearer(#value)))
        }
        _ => None,
    }
}
