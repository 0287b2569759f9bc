//! Emits the fields that are read from token replies.

use auth_language::name;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::emit::names::ident;
use crate::model::{Provider, ReplyField, Step, TokenReply, TokenSource};

/// Emits what is read of the replies of a token. `mint` are the steps of the log-in.
pub(super) fn emit(source: &TokenSource, mint: &[Step], provider: &Provider) -> Vec<TokenStream> {
    let TokenSource { mint: _, refresh, reply, renewed, captured, .. } = source;
    let token = emit_list("token", members(reply), mint);
    let capture = (!reply.captures.is_empty()).then(|| emit_list("capture", captures(reply), mint));
    let captured = captured.map(|id| ident(&provider.records[id].ident)).map(|ty| quote!(captured = #ty));
    let is_usual = refresh.is_empty() || is_usual(source);
    let renewed = (!is_usual).then(|| {
        let recapture = (!renewed.captures.is_empty()).then(|| emit_list("recapture", captures(renewed), refresh));
        std::iter::once(emit_list("renewed", members(renewed), refresh)).chain(recapture)
    });
    std::iter::once(token).chain(capture).chain(captured).chain(renewed.into_iter().flatten()).collect()
}

/// Whether a renewal is a single call whose reply has the same fields as that of the first token request.
fn is_usual(source: &TokenSource) -> bool {
    let TokenSource { mint, refresh, reply, renewed, .. } = source;
    let path = |field: &ReplyField| (field.field.ident.value.clone(), field.claim.clone());
    let paths = |reply: &TokenReply| {
        let members = reply.members().map(|(role, field)| (role.to_owned(), path(field)));
        let captures = reply.captures.iter().map(|(name, field)| (name.clone(), path(field)));
        members.chain(captures).collect::<Vec<_>>()
    };
    mint.len() == 1 && refresh.len() == 1 && paths(reply) == paths(renewed)
}

type Member<'r> = (String, &'r ReplyField);

fn members(reply: &TokenReply) -> Vec<Member<'_>> {
    reply.members().map(|(role, field)| (role.to_owned(), field)).collect()
}

fn captures(reply: &TokenReply) -> Vec<Member<'_>> {
    reply.captures.iter().map(|(name, field)| (name.clone(), field)).collect()
}

/// Emits a list of fields. With a single step, they need no step name.
fn emit_list(list: &str, members: Vec<Member<'_>>, steps: &[Step]) -> TokenStream {
    let list = ident(list);
    let is_one = |field: &ReplyField| matches!(steps, [step] if step.name == field.step);
    let members = members.into_iter().map(|(role, field)| emit_member(&role, field, is_one(field)));
    quote!(#list(#(#members),*))
}

fn emit_member(role: &str, field: &ReplyField, is_one: bool) -> TokenStream {
    let own = &field.field.ident.value;
    let is_one = is_one && field.variant.is_none();
    let path = if is_one { emit_field(field) } else { emit_path(field) };
    let role_ident = name::field_ident(role);
    let role = if name::plain(&role_ident) == role { ident(&role_ident).into_token_stream() } else { quote!(#role) };
    if is_one && field.claim.is_none() && *own == role_ident { role } else { quote!(#role = #path) }
}

/// Emits a value of a step under a name: `name = step.field`.
pub(in crate::emit) fn emit_named(name: &str, field: &ReplyField) -> TokenStream {
    emit_member(name, field, false)
}

/// Emits `step.field`, `step.Variant.field` or `step.field["claim"]`, and after `or` where the value is otherwise.
pub(super) fn emit_path(field: &ReplyField) -> TokenStream {
    let places = field.places().map(|place| {
        let (step, path) = (ident(&name::field_ident(&place.step)), emit_field(place));
        let variant = place.variant.as_ref().map(|variant| ident(variant)).map(|variant| quote!(#variant.));
        quote!(#step.#variant #path)
    });
    places.reduce(|before, place| quote!(#before or #place)).unwrap_or_default()
}

/// Whether a token is read from one of several replies of a call, so that its steps need names.
pub(super) fn has_variants(source: &TokenSource) -> bool {
    let replies = [&source.reply, &source.renewed];
    let members = replies.iter().flat_map(|reply| reply.members().map(|(_, field)| field));
    let captures = replies.iter().flat_map(|reply| reply.captures.iter().map(|(_, field)| field));
    members.chain(captures).any(|field| field.places().any(|place| place.variant.is_some()))
}

/// Returns the path as the text of a template: `step.field`, or `step.field.claim`.
pub(super) fn path_text(field: &ReplyField) -> String {
    let claim = field.claim.as_ref().map(|claim| format!(".{claim}")).unwrap_or_default();
    let variant = field.variant.as_ref().map(|variant| format!("{variant}.")).unwrap_or_default();
    let (step, own) = (name::field_ident(&field.step), name::plain(&field.field.ident.value));
    format!("{}.{variant}{own}{claim}", name::plain(&step))
}

fn emit_field(field: &ReplyField) -> TokenStream {
    let own = ident(&field.field.ident.value);
    let claim = field.claim.as_ref().map(|claim| quote!([#claim]));
    quote!(#own #claim)
}
