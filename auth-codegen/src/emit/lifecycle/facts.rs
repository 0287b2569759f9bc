//! Emits what a provider documents about its tokens, and how its users are identified.

use auth_language::lifecycle::Grace;
use auth_language::word::Word as _;
use proc_macro2::TokenStream;
use quote::quote;

use super::step::emit_seconds;
use crate::emit::names::ident;
use crate::emit::part;
use crate::emit::value::expression::as_template;
use crate::model::{EndpointId, Facts, Identity, Issuer, LogOut, Provider, SessionKey, TokenSource};

/// Emits the facts that the provider documents about its tokens.
pub(super) fn emit_facts(source: &TokenSource) -> impl Iterator<Item = TokenStream> {
    let Facts { lifetime, idle, early, rotation, reuse, grace, one_session } = &source.facts;
    let one_session = one_session.then(|| quote!(one_session));
    let exact_scopes = source.exact_scopes;
    let is_until_used = *grace == Some(Grace::UntilUsed);
    let until_used = is_until_used.then(|| ident(Grace::UNTIL_USED)).map(|word| quote!(grace = #word));
    let grace = &grace.and_then(Grace::seconds);
    let seconds = [("lifetime", lifetime), ("idle", idle), ("early", early), ("grace", grace)];
    let seconds = seconds.into_iter().filter_map(|(name, seconds)| Some((ident(name), emit_seconds((*seconds)?))));
    let seconds: Vec<TokenStream> = seconds.map(|(name, seconds)| quote!(#name = #seconds)).collect();
    let rotation = rotation.map(|rotation| ident(rotation.text())).map(|word| quote!(rotation = #word));
    let reuse = reuse.map(|reuse| ident(reuse.text())).map(|word| quote!(reuse = #word));
    let exact = exact_scopes.then(|| quote!(exact_scopes));
    seconds.into_iter().chain(until_used).chain(rotation).chain(reuse).chain(exact).chain(one_session)
}

/// Emits the key that the session makes itself: `session_key(proof_key = ES256)`.
pub(super) fn emit_session_key(source: &TokenSource) -> Option<TokenStream> {
    let SessionKey { field, algorithm } = source.session_key.as_ref()?;
    let (field, algorithm) = (ident(&field.ident.value), ident(algorithm));
    Some(quote!(session_key(#field = #algorithm)))
}

/// Emits the page that ends the session of the browser: `log_out(EndSession(id_token_hint = id_token))`.
pub(super) fn emit_log_out(source: &TokenSource, provider: &Provider) -> Option<TokenStream> {
    let LogOut { page, takes } = source.log_out.as_ref()?;
    let page = ident(&provider.endpoints[*page].ident);
    let takes = takes.iter().map(|(field, captured)| {
        let (field, captured) = (ident(field), ident(captured));
        quote!(#field = #captured)
    });
    let takes: Vec<TokenStream> = takes.collect();
    let takes = (!takes.is_empty()).then(|| quote!((#(#takes),*)));
    Some(quote!(log_out(#page #takes)))
}

/// Emits how the user's identity is found.
pub(super) fn emit_identity(identity: &Identity, provider: &Provider) -> TokenStream {
    let request = |endpoint: EndpointId| part::emit_ready(&provider.endpoints[endpoint]);
    match identity {
        Identity::Call { endpoint, subject } => {
            let (call, subject) = (request(*endpoint), ident(subject));
            quote!(identity(call = #call, subject = #subject))
        }
        Identity::Token { field, issuer, keys } => {
            let (token, keys) = (ident(field), request(*keys));
            let issuer = match issuer {
                Issuer::Said(url) => as_template(url).unwrap_or_default(),
                Issuer::Captured(name) => format!("{{{name}}}"),
            };
            quote!(identity(token = #token, issuer = #issuer, keys = #keys))
        }
    }
}
