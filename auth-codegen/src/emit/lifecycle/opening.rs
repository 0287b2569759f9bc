//! Emits what is asked of the provider before a browser visits its page.

use auth_language::host::Tls;
use proc_macro2::TokenStream;
use quote::quote;

use super::inputs::emit_companion;
use super::{reply, step};
use crate::emit::docs::paragraphs;
use crate::emit::names::{Names, ident};
use crate::emit::part::{self, property::list};
use crate::emit::value::ty;
use crate::model::{Credential, EndpointId, Expr, Field, Opening, Provider, Source, TokenSource};

pub(in crate::emit) fn emit(credential: &Credential, provider: &Provider, names: &Names) -> Option<TokenStream> {
    let Source::Token(source) = &credential.source else { return None };
    // The tokens of a log-in have one consent.
    let is_first = credential.member.as_ref().is_none_or(|member| member.is_first);
    let log_in = provider.log_in(credential).map(|log_in| log_in.source);
    let source = log_in.as_ref().unwrap_or(source);
    let opening = source.opening.as_ref().filter(|_| is_first)?;
    let docs = paragraphs(&[describe(opening, credential, provider)]);
    let (name, derive) = (ident(&opening.ident), names.session("Consent"));
    let renamed = names.crate_attribute("consent");
    let tls = part::emit_tls(credential.tls.as_ref().filter(|_| shows_certificate(opening)));
    let properties = emit_properties(opening, source, provider).into_iter().chain(tls);
    let fields = opening.inputs.iter().chain(shown(opening, credential)).map(|input| emit_input(input, names));
    let companions = opening.companions().into_iter();
    let fields = fields.chain(companions.map(|id| emit_companion(id, "consent", provider, names)));
    Some(quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #[consent(#(#properties),*)]
        pub struct #name { #(#fields),* }
    })
}

/// Whether a call before the visit shows the client certificate of the credential, and not that of its own one.
fn shows_certificate(opening: &Opening) -> bool {
    opening.steps.iter().any(|step| step.auth.is_none())
}

/// Returns the inputs that are only the client certificate, which the calls before the visit show, too.
fn shown<'c>(opening: &Opening, credential: &'c Credential) -> impl Iterator<Item = &'c Field> {
    let is_given = |input: &&Field| opening.inputs.iter().any(|given| given.ident.value == input.ident.value);
    let of_tls = credential.tls.iter().filter(|_| shows_certificate(opening));
    let of_tls = of_tls.flat_map(Tls::expressions).flat_map(Expr::names);
    let names: Vec<&str> = of_tls.map(|name| name.ident.as_str()).collect();
    credential.inputs.iter().filter(move |input| names.contains(&input.ident.value.as_str()) && !is_given(input))
}

fn describe(opening: &Opening, credential: &Credential, provider: &Provider) -> String {
    let name = |id: EndpointId| provider.endpoints[id].spec_name();
    let calls: Vec<String> = opening.steps.iter().map(|step| format!("`{}`", name(step.endpoint))).collect();
    let (calls, visit) = (calls.join(", then "), name(opening.visit.endpoint));
    let ident = credential.member.as_ref().map_or(&credential.ident, |member| &member.log_in);
    format!("Starts the consent for [`{ident}`]: {calls}, then the visit `{visit}`.")
}

fn emit_properties(opening: &Opening, source: &TokenSource, provider: &Provider) -> Vec<TokenStream> {
    let marker = ident(&provider.ident);
    let steps = opening.steps.iter().map(|made| step::emit_step(made, source, provider));
    let steps: Vec<TokenStream> = steps.collect();
    let visit = step::emit_step(&opening.visit, source, provider);
    let captures = emit_captures(opening);
    let keep: Vec<TokenStream> = opening.keep.iter().map(reply::emit_path).collect();
    let keep = (!keep.is_empty()).then(|| quote!(keep(#(#keep),*)));
    let expires = opening.expires.as_ref().map(reply::emit_path).map(|path| quote!(expires(#path)));
    let properties = [quote!(provider = #marker), quote!(steps(#(#steps),*)), quote!(visit(#visit))];
    let settings = step::emit_settings(opening.steps.iter().chain([&opening.visit]), []);
    properties.into_iter().chain(captures).chain(keep).chain(expires).chain(settings).collect()
}

/// Emits what later calls and the visit find under a name of its own: `capture(token_endpoint = discover.token_endpoint)`.
fn emit_captures(opening: &Opening) -> Option<TokenStream> {
    let captures = opening.captures.iter().map(|(name, found)| reply::emit_named(name, found));
    list("capture", captures)
}

fn emit_input(input: &Field, names: &Names) -> TokenStream {
    let properties: Vec<TokenStream> = ty::emit_rename(input).into_iter().chain(ty::emit_in_url(input)).collect();
    ty::emit_member(input, "consent", &properties, &ty::emit_field(input, names))
}
