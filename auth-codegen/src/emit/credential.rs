//! Credentials.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{doc, paragraphs, prose};
use crate::emit::lifecycle;
use crate::emit::names::{Names, ident};
use crate::emit::part;
use crate::emit::value::ty;
use crate::model::{Credential, EndpointId, Field, Provider, Source, TokenSource};

/// A type for each credential; and for tokens that are attached as they are, unless they are attached as bearer.
pub(super) fn emit(provider: &Provider, names: &Names) -> Vec<TokenStream> {
    let emitted = provider.credentials.iter().flat_map(|credential| emit_credential(credential, provider, names));
    let is_bearer = |credential: &&Credential| matches!(credential.source, Source::Token(_)) && credential.is_bearer();
    let bearer = provider.credentials.iter().find(is_bearer).map(|_| emit_bearer(provider, names));
    emitted.chain(bearer).collect()
}

fn emit_credential(credential: &Credential, provider: &Provider, names: &Names) -> Vec<TokenStream> {
    match &credential.source {
        Source::Static => vec![emit_static(credential, provider, names)],
        Source::Token(source) => {
            let token = credential.token_ident().map(|ident| {
                let docs = paragraphs(&[format!("A token of [`{}`], attached as it is.", credential.ident)]);
                emit_one_secret(&ident, &docs, credential, provider, names)
            });
            std::iter::once(lifecycle::emit(credential, source, provider, names)).chain(token).collect()
        }
    }
}

/// A credential that does not change: one secret, or several inputs.
fn emit_static(credential: &Credential, provider: &Provider, names: &Names) -> TokenStream {
    let docs = doc(&credential.doc);
    match credential.inputs.as_slice() {
        [_] if part::is_one_secret(credential) => {
            emit_one_secret(&credential.ident, &docs, credential, provider, names)
        }
        inputs => emit_inputs(inputs, &docs, credential, provider, names),
    }
}

/// A secret that is attached as it is.
fn emit_one_secret(
    name: &str,
    docs: &TokenStream,
    credential: &Credential,
    provider: &Provider,
    names: &Names,
) -> TokenStream {
    let (name, marker) = (ident(name), ident(&provider.ident));
    let (derive, secret) = (names.runtime("Credential"), names.runtime("Secret"));
    let renamed = names.crate_attribute("credential");
    let attach = part::emit_attachment(credential);
    let attach = if attach.is_empty() { vec![quote!(bearer)] } else { attach };
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #[credential(provider = #marker, #(#attach),*)]
        pub struct #name(#secret);
    }
}

fn emit_inputs(
    inputs: &[Field],
    docs: &TokenStream,
    credential: &Credential,
    provider: &Provider,
    names: &Names,
) -> TokenStream {
    let (name, marker, derive) = (ident(&credential.ident), ident(&provider.ident), names.runtime("Credential"));
    let renamed = names.crate_attribute("credential");
    let attach = part::emit_attachment(credential);
    let fields = inputs.iter().map(|input| emit_input(input, names));
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #[credential(provider = #marker, #(#attach),*)]
        pub struct #name { #(#fields),* }
    }
}

fn emit_input(input: &Field, names: &Names) -> TokenStream {
    let docs = input.doc.as_deref().map(doc);
    let attribute = ty::attribute("credential", &ty::emit_rename(input).into_iter().collect::<Vec<_>>());
    let (name, ty) = (ident(&input.ident.value), ty::emit_field(input, names));
    quote! {
        #docs
        #attribute
        #name: #ty
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
        Source::Static => String::new(),
        Source::Token(source) => format!(" {}.", describe_token(source, provider)),
    };
    format!("- [`{ident}`]: {}{made}", prose(doc))
}

fn describe_token(source: &TokenSource, provider: &Provider) -> String {
    let TokenSource {
        authorize,
        inputs: _,
        mint,
        refresh,
        revoke,
        reply: _,
        lifetime,
        rotation: _,
        reuse: _,
        grace: _,
    } = source;
    let name = |id: EndpointId| provider.endpoints[id].spec_name();
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
