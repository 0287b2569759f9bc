//! Emits the client and its methods.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};

use crate::emit::credential::allow_deprecated;
use crate::emit::docs::{deprecated, doc, paragraphs, prose};
use crate::emit::names::{Names, ident};
use crate::emit::value::ty;
use crate::model::{Auth, Endpoint, ErrorCase, ErrorSet, HttpCall, Provider, Returns};
use auth_language::word::Word as _;

pub(super) fn emit(provider: &Provider, names: &Names) -> [TokenStream; 3] {
    [emit_struct(provider, names), emit_reply(provider, names), emit_methods(provider, names)]
}

fn emit_struct(provider: &Provider, names: &Names) -> TokenStream {
    let settings = (!provider.settings.is_empty()).then(|| quote!(#[client(settings = Settings)]));
    let docs = doc(&format!("A client of {}. Clones are cheap and share their connections.", provider.title));
    let (marker, renamed) = (ident(&provider.ident), names.crate_attribute("client"));
    let (derive, anonymous, connection) =
        (names.derive("Client"), names.runtime("Anonymous"), names.runtime("Connection"));
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #settings
        pub struct Client<C = #anonymous>(#connection<#marker, C>);
    }
}

fn emit_reply(provider: &Provider, names: &Names) -> TokenStream {
    let docs = doc("The result of a call: the decoded response, or a typed error.");
    let error_set = provider.error_sets.first().map(|set| ident(&set.ident));
    let (result, response, error) = (names.std("Result"), names.runtime("Response"), names.runtime("Error"));
    quote! {
        #docs
        pub type Reply<T, E = #error_set> = #result<#response<T>, #error<E>>;
    }
}

fn emit_methods(provider: &Provider, names: &Names) -> TokenStream {
    let calls = provider.endpoints.iter().filter_map(|endpoint| endpoint.http().map(|call| (endpoint, call)));
    let methods = calls.map(|(endpoint, call)| emit_method(endpoint, call, names));
    let allow = provider.credentials.iter().find_map(allow_deprecated);
    quote! {
        #allow
        impl<C> Client<C> {
            #(#methods)*
        }
    }
}

fn emit_method(endpoint: &Endpoint, call: &HttpCall, names: &Names) -> TokenStream {
    let provider = names.provider;
    let docs = emit_docs(endpoint, call, provider);
    let (method, reply) = (ident(&endpoint.name), emit_reply_type(call, names));
    let (parameter, argument) = emit_argument(endpoint);
    let send = emit_send(call, !provider.captured_by(endpoint).is_empty());
    let bound = emit_bound(endpoint, call, names);
    let deprecated = deprecated(endpoint.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        pub async fn #method(&self #parameter) -> #reply #bound {
            self.0.#send(#argument).await
        }
    }
}

/// Emits the parameter of a method and what it passes on: the request, which is the type itself if it has no fields.
fn emit_argument(endpoint: &Endpoint) -> (Option<TokenStream>, TokenStream) {
    let request = ident(&endpoint.ident);
    if endpoint.fields().is_empty() {
        (None, quote!(#request))
    } else {
        (Some(quote!(, request: #request)), quote!(request))
    }
}

/// Returns the name of the connection's method that makes a call.
fn emit_send(call: &HttpCall, is_captured: bool) -> Ident {
    ident(match (call.is_protected(), is_captured) {
        (true, true) => "call_captured",
        (true, false) => "call_protected",
        (false, _) => "call",
    })
}

pub(super) fn emit_reply_type(call: &HttpCall, names: &Names) -> TokenStream {
    let provider = names.provider;
    let returned = emit_returned(&call.returns, names);
    let is_default = provider.error_sets.ids().next() == Some(call.errors);
    if is_default {
        return quote!(Reply<#returned>);
    }
    let errors = ident(&provider.error_sets[call.errors].ident);
    quote!(Reply<#returned, #errors>)
}

pub(super) fn emit_returned(returns: &Returns, names: &Names) -> TokenStream {
    match returns {
        Returns::Nothing => quote!(()),
        Returns::Type(ty) => ty::emit(ty, names),
        Returns::Optional(ty) => {
            let (option, ty) = (names.std("Option"), ty::emit(ty, names));
            quote!(#option<#ty>)
        }
        Returns::Bytes => names.runtime("Bytes"),
        Returns::OneOf(one_of) => ident(&one_of.ident).into_token_stream(),
    }
}

/// Returns the bound of a protected call: a credential that authorizes it.
fn emit_bound(endpoint: &Endpoint, call: &HttpCall, names: &Names) -> Option<TokenStream> {
    let provider = names.provider;
    let credential = match &call.auth {
        Auth::None => return None,
        Auth::Any => None,
        Auth::Credential(id) => Some(ident(&provider.credentials[*id].ident)),
        Auth::OneOf { .. } => Some(ident(&endpoint.ident)),
    };
    let (authorizes, marker) = (names.runtime("Authorizes"), ident(&provider.ident));
    let credential = credential.map(|credential| quote!(, #credential));
    Some(quote!(where C: #authorizes<#marker #credential>))
}

/// Documents a method: what it does, and which errors it has in addition to the common ones.
fn emit_docs(endpoint: &Endpoint, call: &HttpCall, provider: &Provider) -> TokenStream {
    let request = describe_request(endpoint, provider);
    let errors = format!("# Errors\n{}", describe_errors(&request, call, provider));
    let paragraphs_of = std::iter::once(prose(&endpoint.doc)).chain(describe_auth(call, provider)).chain([errors]);
    paragraphs(&paragraphs_of.collect::<Vec<_>>())
}

/// Describes the credentials and scopes that a call needs, unless it is a single credential.
fn describe_auth(call: &HttpCall, provider: &Provider) -> Option<String> {
    let said: Vec<String> = describe_accepted(&call.auth, provider).into_iter().chain(describe_scopes(call)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn describe_accepted(auth: &Auth, provider: &Provider) -> Option<String> {
    match auth {
        Auth::None | Auth::Any | Auth::Credential(_) => None,
        Auth::OneOf { credentials, optional } => {
            let names = credentials.iter().map(|id| format!("[`{}`]", provider.credentials[*id].ident));
            let without = if *optional { ", and works without any" } else { "" };
            Some(format!("It takes {}{without}.", names.collect::<Vec<_>>().join(" or ")))
        }
    }
}

fn describe_scopes(call: &HttpCall) -> Option<String> {
    let scopes: Vec<String> = call.scopes.iter().map(|scope| format!("`{scope}`")).collect();
    match scopes.as_slice() {
        [] => None,
        [one] => Some(format!("A token needs the scope {one}.")),
        several => Some(format!("A token needs the scopes {}.", several.join(", "))),
    }
}

/// Names the method and the path, or the captured value that is the URL.
fn describe_request(endpoint: &Endpoint, provider: &Provider) -> String {
    let (method, path) = (endpoint.method().text(), endpoint.path());
    match &provider.hosts[endpoint.host].captured {
        Some(captured) if path.is_empty() => format!("{method} {{{}}}", captured.name.value),
        Some(_) | None => format!("{method} {path}"),
    }
}

/// Names the call's error enum, and the cases that only this call has.
fn describe_errors(request: &str, call: &HttpCall, provider: &Provider) -> String {
    let set = &provider.error_sets[call.errors];
    let own = own_cases(set, provider);
    let special = match own.as_slice() {
        [] => String::new(),
        [one] => format!("; {one} is special to it"),
        own => format!("; {} are special to it", own.join(", ")),
    };
    format!("[`{}`] if `{request}` is refused{special}.", set.ident)
}

/// Returns the cases of a set that are not among the provider's common ones.
fn own_cases(set: &ErrorSet, provider: &Provider) -> Vec<String> {
    let Some(common) = provider.error_sets.first().filter(|first| first.ident != set.ident) else { return Vec::new() };
    let is_same = |known: &ErrorCase, case: &ErrorCase| {
        known.ident == case.ident && case.statuses.iter().all(|one| known.has(*one))
    };
    let own = set.cases.iter().filter(|case| !common.cases.iter().any(|known| is_same(known, case)));
    own.map(|case| format!("`{}`", case.ident)).collect()
}
