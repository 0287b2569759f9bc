//! An endpoint as a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, Given, Snippet};
use super::draft::Draft;
use crate::emit::example::value::emit_credential;
use crate::emit::example::{emit_request, settings};
use crate::emit::names::ident;
use crate::model::{Credential, Endpoint, Example, Field, HttpCall, Provider, Returns, Source};

pub(super) fn write(endpoint: &Endpoint, call: &HttpCall, of: &Context<'_>) -> Option<Snippet> {
    let provider = of.provider;
    let is_captured = !provider.captured_by(endpoint).is_empty();
    let has_session = |credential: &&Credential| matches!(credential.source, Source::Token(_));
    let accepted = call.auth.credentials(provider);
    let credential = accepted.into_iter().find(|credential| !is_captured || has_session(credential));
    if is_captured && credential.is_none() {
        return None;
    }
    let mut draft = Draft::of(of);
    add_client(credential, &mut draft, of);
    let request = emit_whole_request(endpoint, &mut draft, provider);
    let (method, argument) = (ident(&endpoint.name), request.as_ref().map(|_| quote!(request)));
    let request = request.map(|request| quote!(let request = #request;));
    let last = match &call.returns {
        Returns::Nothing => quote!(client.#method(#argument).await?;),
        Returns::Type(_) | Returns::Optional(_) | Returns::Bytes | Returns::OneOf(_) => quote! {
            let reply = client.#method(#argument).await?;
            println!("{:?}", reply.value());
        },
    };
    draft.add_to_last(quote!(#request #last));
    Some(draft.finish())
}

/// Adds the client, with a credential if the call needs one.
fn add_client(credential: Option<&Credential>, draft: &mut Draft<'_>, of: &Context<'_>) {
    let new = emit_client(of.provider);
    match credential.map(|credential| (credential, &credential.source)) {
        None => draft.add(None, quote!(let client = #new?;)),
        Some((credential, Source::Static)) => {
            let key = emit_credential(credential, of.provider);
            draft.add(None, quote!(let client = #new?.with(#key);));
        }
        Some((credential, Source::Token(_))) => {
            draft.given.push(Given::Session(session_type(credential, of)));
            let comment = format!("`session` is one of `{}`.", credential.ident);
            draft.add(Some(&comment), quote!(let client = #new?.with(session);));
        }
    }
}

/// Returns the type of a credential's session.
pub(super) fn session_type(credential: &Credential, of: &Context<'_>) -> String {
    let first = credential.member.as_ref().filter(|member| member.is_first);
    let name = first.map_or(&credential.ident, |member| &member.log_in);
    format!("{2}::session::Session<{0}::{1}, {0}::{name}>", of.module, of.provider.ident, of.runtime)
}

pub(super) fn emit_client(provider: &Provider) -> TokenStream {
    let settings = settings::emit_made(provider);
    quote!(api::Client::new(#settings))
}

/// Emits the request of the first example; `None` if it has no fields. Where the spec has no example, the values are
/// variables.
pub(super) fn emit_whole_request(
    endpoint: &Endpoint,
    draft: &mut Draft<'_>,
    provider: &Provider,
) -> Option<TokenStream> {
    if endpoint.fields().is_empty() {
        return None;
    }
    let none = Example { request: Vec::new(), response: None, headers: Vec::new(), text: None, status: 200 };
    let example = endpoint.examples.first().unwrap_or(&none);
    let required: Vec<&Field> = endpoint.fields().iter().filter(|field| !field.optional).collect();
    if required.iter().all(|field| example.given(&field.ident.value).is_some()) {
        return Some(emit_request(example, endpoint, provider));
    }
    Some(emit_variables(&endpoint.ident, &required, &[], draft))
}

/// Emits a constructor whose arguments are variables with the names of the fields, and `further` ones.
pub(super) fn emit_variables(
    name: &str,
    fields: &[&Field],
    further: &[TokenStream],
    draft: &mut Draft<'_>,
) -> TokenStream {
    let names: Vec<&String> = fields.iter().map(|field| &field.ident.value).collect();
    draft.given.extend(names.iter().map(|name| Given::Value((*name).clone())));
    let (ty, arguments) = (ident(name), names.iter().map(|name| ident(name)));
    quote!(api::#ty::new(#(#arguments,)* #(#further),*))
}
