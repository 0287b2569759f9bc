//! Emits how the tokens of a session are attached: the token's header, and the headers sent with it.

use auth_language::credential::{Around, token_part};
use auth_language::header::AUTHORIZATION;
use auth_language::request::{Part, Place};
use auth_language::value::Expr;
use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::attribute::Source;
use super::input::Input;
use crate::attr::member::Member;
use crate::credential::header::emit_header;
use crate::value::part::{emit_expr, emit_place};

/// Emits the constant that says in which header a session sends its token; nothing for `Authorization: Bearer`, in which it
/// does so without being told.
pub(crate) fn emit_token_header(source: &Source) -> Option<TokenStream> {
    let (part, around) = token_part(&source.parts.parts)?;
    emit_own_header(part, &around)
}

/// Emits the same constant for the part with the token, which may have fixed text before and after it.
pub(crate) fn emit_own_header(part: &Part<Span>, around: &Around) -> Option<TokenStream> {
    let name = part.place.canonical(&part.name.value);
    let is_bearer = part.place == Place::Header && name == AUTHORIZATION && *around == bearer();
    (!is_bearer).then(|| emit_header(part.place, &name, around))
}

fn bearer() -> Around {
    Around { prefix: "Bearer ".to_owned(), ..Around::default() }
}

/// Emits the other headers, which are computed once per token.
pub(crate) fn emit_further_parts(source: &Source, inputs: &[Input<'_>]) -> Option<TokenStream> {
    let (token, _) = token_part(&source.parts.parts)?;
    let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
    emit_others(&source.parts.parts, token, &members)
}

/// Emits the parts beside a token.
pub(crate) fn emit_others(parts: &[Part<Span>], token: &Part<Span>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let is_token = |part: &Part<_>| part.place == token.place && part.name.value == token.name.value;
    let others: Vec<_> = parts.iter().filter(|part| !is_token(part)).collect();
    let headers = others.iter().map(|part| emit_other(part, members));
    let with = if others.iter().any(|part| names_token(&part.value)) { quote!(with) } else { quote!(_) };
    (!others.is_empty()).then(|| {
        quote! {
            fn further_parts(
                &self,
                #with: &::auth_runtime::__private::Secret,
                to: &mut ::auth_runtime::__private::session::FurtherParts,
            ) -> ::core::result::Result<(), ::auth_runtime::__private::RequestProblem> {
                #(#headers)*
                ::core::result::Result::Ok(())
            }
        }
    })
}

fn emit_other(part: &Part<Span>, members: &[&Member<'_>]) -> TokenStream {
    let (name, value) = (part.place.canonical(&part.name.value), emit_expr(&part.value, members));
    if part.place == Place::Header {
        return quote!(to.value(#name, &#value)?;);
    }
    let place = emit_place(part.place);
    quote!(to.part(::auth_runtime::__private::Place::#place, #name, &#value)?;)
}

fn names_token(value: &Expr) -> bool {
    value.names().iter().any(|name| name.kind == auth_language::value::NameKind::Token)
}
