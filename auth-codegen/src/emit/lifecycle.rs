//! Emits credentials that obtain tokens.

mod facts;
mod inputs;
pub(super) mod opening;
pub(super) mod reply;
mod several;
pub(super) mod step;

use proc_macro2::TokenStream;
use quote::quote;

use self::facts::{emit_facts, emit_identity, emit_log_out, emit_session_key};
use self::inputs::{emit_struct, has_no_inputs};
use crate::emit::names::{Names, ident};
use crate::emit::part;
use crate::emit::value::{ty, variable};
use crate::model::{Credential, Provider, TokenSource};

pub(super) fn emit(credential: &Credential, source: &TokenSource, provider: &Provider, names: &Names) -> TokenStream {
    if let Some(log_in) = provider.log_in(credential) {
        return several::emit(credential, &log_in, provider, names);
    }
    let properties = emit_properties(credential, source, provider);
    let renamed = names.crate_attribute("token_source");
    let attributes = quote!(#renamed #[token_source(#(#properties),*)]);
    emit_struct(&credential.ident, &attributes, (credential, source), provider, names)
}

fn emit_properties(credential: &Credential, source: &TokenSource, provider: &Provider) -> Vec<TokenStream> {
    let marker = ident(&provider.ident);
    std::iter::once(quote!(provider = #marker))
        .chain(step::emit(source, provider))
        .chain(reply::emit(source, &source.mint, provider))
        .chain(emit_facts(source))
        .chain(emit_session_key(source))
        .chain(source.first().and_then(|(_, token)| ty::emit_in_url(token)))
        .chain(credential.identity.as_ref().map(|identity| emit_identity(identity, provider)))
        .chain(emit_log_out(source, provider))
        .chain(credential.check.as_ref().map(|check| part::emit_check(check, provider)))
        .chain((!has_no_inputs(credential, source)).then(|| variable::emit_prefix(provider)))
        .chain(part::emit_attachment(credential))
        .chain(part::emit_tls(credential.tls.as_ref()))
        .chain(step::emit_settings(source.steps(), credential.issuer()))
        .collect()
}
