//! Emits how the tokens of a session are attached: the token's header, and the headers sent with it.

use auth_language::credential::{Around, TokenPart, token_part};
use auth_language::header::AUTHORIZATION;
use auth_language::request::{Part, Place};
use auth_language::value::NameKind;
use auth_language::word::BasicEncoding;
use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::attribute::Source;
use super::input::Input;
use crate::attr::member::Member;
use crate::credential::attachment::Parts;
use crate::credential::header::{emit_header, emit_made_header};
use crate::value::part::{Halves, emit_expr, emit_halves, emit_place};

/// Emits the constant that says in which header a session sends its token; nothing for `Authorization: Bearer`, in which it
/// does so without being told.
pub(crate) fn emit_token_header(source: &Source) -> Option<TokenStream> {
    match token_part(&source.parts.parts)? {
        TokenPart::Alone(part, around) => emit_own_header(part, &around),
        TokenPart::Among(name) => Some(emit_made_header(&name)),
    }
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
    let token = match token_part(&source.parts.parts)? {
        TokenPart::Alone(part, _) => Some(part),
        TokenPart::Among(_) => None,
    };
    let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
    emit_others(&source.parts, token, &members)
}

/// Emits the parts beside that of the token.
pub(crate) fn emit_others(parts: &Parts, token: Option<&Part<Span>>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let is_token =
        |part: &Part<_>| token.is_some_and(|token| part.place == token.place && part.name.value == token.name.value);
    let others: Vec<_> = parts.parts.iter().filter(|part| !is_token(part)).collect();
    let basic = emit_basic(&others, parts.encoding, members);
    let headers = others.iter().filter(|part| part.place != Place::Basic).map(|part| emit_other(part, members));
    let headers = basic.into_iter().chain(headers);
    let with = if others.iter().any(|part| names_token(part)) { quote!(with) } else { quote!(_) };
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

fn emit_basic(parts: &[&Part<Span>], encoding: BasicEncoding, members: &[&Member<'_>]) -> Option<TokenStream> {
    let Halves { username, password, encoding } = emit_halves(parts, encoding, members)?;
    Some(quote!(to.basic(&#username, &#password, #encoding)?;))
}

fn names_token(part: &Part<Span>) -> bool {
    part.value.names().iter().any(|name| name.kind == NameKind::Token)
}
