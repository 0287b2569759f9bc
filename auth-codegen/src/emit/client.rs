//! The client and its one-line methods.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{doc, paragraphs, prose};
use crate::emit::names::{Names, ident};
use crate::emit::value::ty;
use crate::model::{Endpoint, ErrorSet, HttpCall, Provider, Returns};

pub(super) fn emit(provider: &Provider, names: &Names) -> [TokenStream; 3] {
    [emit_struct(provider, names), emit_reply(provider, names), emit_methods(provider, names)]
}

fn emit_struct(provider: &Provider, names: &Names) -> TokenStream {
    let docs = doc(&format!("A client of {}. Clones are cheap and share their connections.", provider.title));
    let (marker, renamed) = (ident(&provider.ident), names.crate_attribute("client"));
    let (derive, anonymous, connection) =
        (names.derive("Client"), names.runtime("Anonymous"), names.runtime("Connection"));
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        pub struct Client<C = #anonymous>(#connection<#marker, C>);
    }
}

fn emit_reply(provider: &Provider, names: &Names) -> TokenStream {
    let docs = doc("What a call comes to: the reply with its body as it was received, or a typed error.");
    let error_set = provider.error_sets.first().map(|set| ident(&set.ident));
    let (result, response, error) = (names.std("Result"), names.runtime("Response"), names.runtime("Error"));
    quote! {
        #docs
        pub type Reply<T, E = #error_set> = #result<#response<T>, #error<E>>;
    }
}

fn emit_methods(provider: &Provider, names: &Names) -> TokenStream {
    let calls = provider.endpoints.iter().filter_map(|endpoint| endpoint.http().map(|call| (endpoint, call)));
    let methods = calls.map(|(endpoint, call)| emit_method(endpoint, call, provider, names));
    quote! {
        impl<C> Client<C> {
            #(#methods)*
        }
    }
}

fn emit_method(endpoint: &Endpoint, call: &HttpCall, provider: &Provider, names: &Names) -> TokenStream {
    let docs = emit_docs(endpoint, call, provider);
    let (method, request) = (ident(&endpoint.name), ident(&endpoint.ident));
    let reply = emit_reply_type(call, provider, names);
    let has_fields = endpoint.fields().next().is_some();
    let parameter = has_fields.then(|| quote!(, request: #request));
    let argument = if has_fields { quote!(request) } else { quote!(#request) };
    let send = ident(if call.protected { "call_protected" } else { "call" });
    let bound = call.protected.then(|| emit_bound(provider, names));
    quote! {
        #docs
        pub async fn #method(&self #parameter) -> #reply #bound {
            self.0.#send(#argument).await
        }
    }
}

fn emit_reply_type(call: &HttpCall, provider: &Provider, names: &Names) -> TokenStream {
    let returned = emit_returned(&call.returns, names);
    match provider.error_sets.get(call.errors) {
        Some(set) if call.errors > 0 => {
            let errors = ident(&set.ident);
            quote!(Reply<#returned, #errors>)
        }
        _ => quote!(Reply<#returned>),
    }
}

pub(super) fn emit_returned(returns: &Returns, names: &Names) -> TokenStream {
    match returns {
        Returns::Nothing => quote!(()),
        Returns::Type(ty) => ty::emit(ty, names),
    }
}

fn emit_bound(provider: &Provider, names: &Names) -> TokenStream {
    let (authorizes, marker) = (names.runtime("Authorizes"), ident(&provider.ident));
    quote!(where C: #authorizes<#marker>)
}

/// What it does; how it is asked and what can come back.
fn emit_docs(endpoint: &Endpoint, call: &HttpCall, provider: &Provider) -> TokenStream {
    let HttpCall { method, status, .. } = call;
    let errors = format!("`{method} {}` answers {status}{}.", endpoint.path, describe_errors(call, provider));
    paragraphs(&[prose(&endpoint.doc), format!("# Errors\n{errors}")])
}

fn describe_errors(call: &HttpCall, provider: &Provider) -> String {
    let set = provider.error_sets.get(call.errors).filter(|set| !set.cases.is_empty());
    let Some(ErrorSet { ident, cases, .. }) = set else { return String::new() };
    let mut statuses: Vec<String> = cases.iter().map(|case| case.status.to_string()).collect();
    statuses.dedup();
    format!(", or {} with [`{ident}`]", statuses.join(", "))
}
