//! Sessions of the made-up credentials.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::value::{emit_credential, emit_value};
use crate::emit::names::ident;
use crate::model::{Credential, Endpoint, Example, Input, InputKind, Provider, Source, TokenSource, Type};
use crate::secrets;

/// A session, with the tokens that it is given: the first, and that after it. Nothing if the spec has no example of them.
pub(super) fn emit(credential: &Credential, provider: &Provider) -> Option<TokenStream> {
    let (marker, name, method) = (ident(&provider.ident), &provider.name, &credential.name);
    let (source, first, second) = match &credential.source {
        Source::Static => {
            let key = secrets::of(credential, provider).into_iter().next()?;
            (emit_credential(credential, provider), key.clone(), key)
        }
        Source::Token(source) => emit_source(credential, source, provider)?,
    };
    Some(quote! {
        visitor.session(
            api::#marker,
            crate::Tokens::new(#name, #method, [#first, #second]),
            |connection| auth_runtime::session::Session::builder(#source, connection),
        );
    })
}

fn emit_source(
    credential: &Credential,
    source: &TokenSource,
    provider: &Provider,
) -> Option<(TokenStream, String, String)> {
    let mint = &provider.endpoints[source.mint];
    let example = mint.examples.first()?;
    let token = |endpoint, example| secrets::token(endpoint, example, &source.reply.access_token, provider);
    let first = token(mint, example)?;
    let refresh = source.refresh.as_ref().map(|call| &provider.endpoints[call.endpoint]);
    let refreshed = refresh.and_then(|endpoint| endpoint.examples.first());
    let second = match refresh {
        Some(endpoint) => token(endpoint, refreshed?)?,
        None => token(mint, next_turn(mint, example))?,
    };
    let name = ident(&credential.ident);
    let inputs = source.inputs.iter().map(|input| emit_input(input, [Some(example), refreshed], provider));
    let inputs = inputs.collect::<Option<Vec<_>>>()?;
    Some((quote!(api::#name { #(#inputs),* }), first, second))
}

/// The example that answers when the request of this one, the first, is made again: those of equal requests take turns.
fn next_turn<'p>(endpoint: &'p Endpoint, example: &'p Example) -> &'p Example {
    let is_equal = |other: &&Example| {
        endpoint.fields().iter().all(|field| other.given(&field.ident.value) == example.given(&field.ident.value))
    };
    endpoint.examples.iter().filter(is_equal).nth(1).unwrap_or(example)
}

fn emit_input(input: &Input, examples: [Option<&Example>; 2], provider: &Provider) -> Option<TokenStream> {
    let Input { field, endpoint: _, kind, goes_into: _ } = input;
    let name = ident(&field.ident.value);
    let given = examples.into_iter().flatten().find_map(|example| example.given(&field.ident.value));
    let value = given.map(|json| emit_owned(input, json, provider));
    let value = match (kind, field.optional) {
        (InputKind::AuthorizationCode { verifier }, _) => {
            let code = given.and_then(Json::as_str)?;
            let verifier = emit_verifier(verifier.as_deref(), examples);
            quote!(crate::code(#code, #verifier))
        }
        (InputKind::Once, _) => {
            let value = value?;
            quote!(auth_runtime::session::OneTime::new(#value))
        }
        (InputKind::Lasting, true) => value.map_or_else(|| quote!(None), |value| quote!(Some(#value))),
        (InputKind::Lasting, false) => value?,
    };
    Some(quote!(#name: #value))
}

/// The verifier that the example exchanges the code with, if its request has a field for one.
fn emit_verifier(field: Option<&str>, examples: [Option<&Example>; 2]) -> TokenStream {
    let mut given = examples.into_iter().flatten().filter_map(|example| example.given(field?)?.as_str());
    given.next().map_or_else(|| quote!(None), |verifier| quote!(Some(#verifier)))
}

/// A value of the field's own type, and not one that `new` would turn into it.
fn emit_owned(input: &Input, json: &Json, provider: &Provider) -> TokenStream {
    let value = emit_value(&input.field, json, provider);
    match &input.field.ty.value {
        Type::List(item) if is_text(item) => quote!(#value.map(Into::into).into()),
        Type::List(_) | Type::String | Type::Url | Type::Secret => quote!(#value.into()),
        _ => value,
    }
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Url | Type::Secret)
}
