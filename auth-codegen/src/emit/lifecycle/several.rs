//! Emits log-ins with several tokens: the credential, and a source for each token.

use proc_macro2::TokenStream;
use quote::quote;

use super::facts::{emit_facts, emit_identity, emit_log_out};
use super::inputs::{emit_struct, has_no_inputs};
use super::{reply, step};
use crate::emit::docs::{deprecated, paragraphs};
use crate::emit::names::{Names, ident};
use crate::emit::part;
use crate::emit::value::{ty, variable};
use crate::model::{Credential, LogIn, Member, Provider, TokenSource};

/// Emits the credential before its first token, and the token.
pub(super) fn emit(token: &Credential, log_in: &LogIn<'_>, provider: &Provider, names: &Names) -> TokenStream {
    let Some(member) = &token.member else { return TokenStream::new() };
    let credential = member.is_first.then(|| emit_credential(token, log_in, provider, names));
    let source = emit_source(token, member, names);
    quote!(#credential #source)
}

fn emit_credential(first: &Credential, log_in: &LogIn<'_>, provider: &Provider, names: &Names) -> TokenStream {
    let (marker, source) = (ident(&provider.ident), &log_in.source);
    let properties = std::iter::once(quote!(provider = #marker))
        .chain([step::emit_login(source, provider)])
        .chain(first.identity.as_ref().map(|identity| emit_identity(identity, provider)))
        .chain(emit_log_out(source, provider))
        .chain(first.check.as_ref().map(|check| part::emit_check(check, provider)))
        .chain((!has_no_inputs(first, source)).then(|| variable::emit_prefix(provider)))
        .chain(step::emit_settings(source.steps(), first.issuer()));
    let tokens = log_in.tokens.iter().map(|(token, own)| {
        let properties = emit_properties(token, own, source, provider);
        quote!(#[named_token(#(#properties),*)])
    });
    let renamed = names.crate_attribute("token_source");
    let attributes = quote!(#renamed #[token_source(#(#properties),*)] #(#tokens)*);
    let name = first.member.as_ref().map_or(first.ident.as_str(), |member| member.log_in.as_str());
    emit_struct(name, &attributes, (first, source), provider, names)
}

/// Emits what is said of one token: its reply, its renewal, and how it is attached.
fn emit_properties(
    token: &Credential,
    own: &TokenSource,
    source: &TokenSource,
    provider: &Provider,
) -> Vec<TokenStream> {
    let Some(Member { name, is_optional, with, .. }) = &token.member else { return Vec::new() };
    let ty = ident(&token.ident);
    let optional = is_optional.then(|| quote!(optional));
    let with = with.as_ref().map(|with| quote!(with = #with));
    [quote!(name = #name), quote!(source = #ty)]
        .into_iter()
        .chain(optional)
        .chain(step::emit_renewal(own, with.is_some(), provider))
        .chain(with)
        .chain(reply::emit(own, &source.mint, provider))
        .chain(emit_facts(own))
        .chain(own.first().and_then(|(_, token)| ty::emit_in_url(token)))
        .chain(part::emit_attachment(token))
        .chain(part::emit_tls(token.tls.as_ref()))
        .collect()
}

fn emit_source(token: &Credential, Member { log_in, name, .. }: &Member, names: &Names) -> TokenStream {
    let docs =
        paragraphs(&[format!("The token `{name}` of a log-in with [`{log_in}`]: `session.of::<{}>()`.", token.ident)]);
    let (name, log_in, arc) = (ident(&token.ident), ident(log_in), names.std("Arc"));
    let deprecated = deprecated(token.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug)]
        pub struct #name(#arc<#log_in>);
    }
}
