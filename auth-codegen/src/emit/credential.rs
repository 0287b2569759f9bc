//! Credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::{doc, paragraphs, prose};
use crate::emit::lifecycle;
use crate::emit::names::{Names, ident};
use crate::model::{Attachment, Credential, Endpoint, Provider, Source, TokenSource};

/// A type for each credential; and for tokens that are attached as they are, unless they are attached as bearer.
pub(super) fn emit(provider: &Provider, names: &Names) -> Vec<TokenStream> {
    let emitted = provider.credentials.iter().flat_map(|credential| emit_credential(credential, provider, names));
    let is_bearer = |credential: &&Credential| {
        matches!(credential.source, Source::Token(_)) && credential.attach == Attachment::Bearer
    };
    let bearer = provider.credentials.iter().find(is_bearer).map(|_| emit_bearer(provider, names));
    emitted.chain(bearer).collect()
}

fn emit_credential(credential: &Credential, provider: &Provider, names: &Names) -> Vec<TokenStream> {
    match &credential.source {
        Source::Static { .. } => {
            vec![emit_key(&credential.ident, &doc(&credential.doc), &credential.attach, provider, names)]
        }
        Source::Token(source) => {
            let token = credential.token_ident().map(|ident| {
                let docs = paragraphs(&[format!("A token of [`{}`], attached as it is.", credential.ident)]);
                emit_key(&ident, &docs, &credential.attach, provider, names)
            });
            std::iter::once(lifecycle::emit(credential, source, provider, names)).chain(token).collect()
        }
    }
}

/// A secret that is attached as it is.
fn emit_key(name: &str, docs: &TokenStream, attach: &Attachment, provider: &Provider, names: &Names) -> TokenStream {
    let (name, marker) = (ident(name), ident(&provider.ident));
    let (derive, secret) = (names.runtime("Credential"), names.runtime("Secret"));
    let renamed = names.crate_attribute("credential");
    let attach = emit_header(attach).unwrap_or_else(|| quote!(bearer));
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #[credential(provider = #marker, #attach)]
        pub struct #name(#secret);
    }
}

/// A header of the provider's own; nothing for the usual one.
pub(super) fn emit_header(attach: &Attachment) -> Option<TokenStream> {
    match attach {
        Attachment::Bearer => None,
        Attachment::Header { name, prefix: None } => Some(quote!(header = #name)),
        Attachment::Header { name, prefix: Some(prefix) } => Some(quote!(header = #name, prefix = #prefix)),
    }
}

fn emit_bearer(provider: &Provider, names: &Names) -> TokenStream {
    let (authorizes, bearer, marker) = (names.runtime("Authorizes"), names.runtime("Bearer"), ident(&provider.ident));
    quote!(impl #authorizes<#marker> for #bearer {})
}

/// A line of the module's documentation: what the credential is, who makes its token and how long it lives.
pub(super) fn describe(credential: &Credential, provider: &Provider) -> String {
    let Credential { ident, doc, source, .. } = credential;
    let made = match source {
        Source::Static { .. } => String::new(),
        Source::Token(source) => format!(" {}.", describe_token(source, provider)),
    };
    format!("- [`{ident}`]: {}{made}", prose(doc))
}

fn describe_token(source: &TokenSource, provider: &Provider) -> String {
    let TokenSource { authorize, inputs: _, mint, refresh, revoke, reply: _, lifetime } = source;
    let name = |index: usize| provider.endpoints.get(index).map_or("", Endpoint::spec_name);
    let mut said = vec![format!("Its tokens are made by `{}`", name(*mint))];
    said.extend(authorize.map(|visit| format!("after `{}`", name(visit))));
    said.extend(refresh.as_ref().map(|refresh| format!("renewed by `{}`", name(refresh.endpoint))));
    said.extend(revoke.as_ref().map(|revoke| format!("revoked by `{}`", name(revoke.endpoint))));
    said.extend(lifetime.map(|seconds| format!("live {}", describe_lifetime(seconds))));
    said.join(", ")
}

/// In the largest unit that it is a whole number of.
fn describe_lifetime(seconds: u64) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (factor, unit) = units.into_iter().find(|(factor, _)| seconds.is_multiple_of(*factor)).unwrap_or((1, "second"));
    let plural = if seconds == factor { "" } else { "s" };
    format!("{} {unit}{plural}", seconds / factor)
}

/// A number of seconds, in groups of three digits as clippy wants them.
pub(super) fn emit_seconds(seconds: u64) -> Literal {
    let digits = seconds.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join("_").parse().unwrap_or_else(|_| Literal::u64_unsuffixed(seconds))
}
