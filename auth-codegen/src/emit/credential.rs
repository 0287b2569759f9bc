//! Credentials.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{doc, prose};
use crate::emit::imports::{Names, ident};
use crate::model::{Attachment, Credential, Provider, Source, TokenSource};

/// A type for each credential whose secret is attached as it is; `Bearer` serves the tokens that endpoints make.
pub(super) fn emit(provider: &Provider, names: &Names) -> Vec<TokenStream> {
    let own = provider.credentials.iter().filter(|credential| credential.has_own_type());
    let own = own.map(|credential| emit_credential(credential, provider, names));
    let bearer =
        provider.credentials.iter().any(|credential| !credential.has_own_type()).then(|| emit_bearer(provider, names));
    own.chain(bearer).collect()
}

fn emit_credential(credential: &Credential, provider: &Provider, names: &Names) -> TokenStream {
    let docs = doc(&credential.doc);
    let (name, marker) = (ident(&credential.ident), ident(&provider.ident));
    let (derive, secret) = (names.runtime("Credential"), names.runtime("Secret"));
    let renamed = names.crate_attribute("credential");
    let attach = emit_attachment(&credential.attach);
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #[credential(provider = #marker, #attach)]
        pub struct #name(#secret);
    }
}

fn emit_attachment(attach: &Attachment) -> TokenStream {
    match attach {
        Attachment::Bearer => quote!(bearer),
        Attachment::Header { name, prefix: None } => quote!(header = #name),
        Attachment::Header { name, prefix: Some(prefix) } => quote!(header = #name, prefix = #prefix),
    }
}

fn emit_bearer(provider: &Provider, names: &Names) -> TokenStream {
    let (authorizes, bearer, marker) = (names.runtime("Authorizes"), names.runtime("Bearer"), ident(&provider.ident));
    quote!(impl #authorizes<#marker> for #bearer {})
}

/// A line of the module's documentation: what the credential is, who makes its token and how long it lives.
pub(super) fn describe(credential: &Credential, provider: &Provider) -> String {
    let made = match &credential.source {
        Source::Static { .. } => format!("[`{}`]", credential.ident),
        Source::Token(source) => describe_token(source, provider),
    };
    format!("- `{}`: {} {made}.", credential.name, prose(&credential.doc))
}

fn describe_token(source: &TokenSource, provider: &Provider) -> String {
    let TokenSource { authorize, mint, refresh, revoke, lifetime } = source;
    let name =
        |index: &usize| provider.endpoints.get(*index).map_or(String::new(), |endpoint| format!("`{}`", endpoint.name));
    let steps =
        |steps: &[crate::model::Step]| steps.iter().map(|step| name(&step.endpoint)).collect::<Vec<_>>().join(", ");
    let mut said = vec![format!("Made by {}", steps(mint))];
    said.extend(authorize.as_ref().map(|visit| format!("after {}", name(visit))));
    said.extend((!refresh.is_empty()).then(|| format!("refreshed by {}", steps(refresh))));
    said.extend(revoke.as_ref().map(|revoke| format!("revoked by {}", name(revoke))));
    said.extend(lifetime.map(|seconds| format!("lives {seconds} seconds")));
    said.join(", ")
}
