//! An endpoint: what is sent, what comes back, and how that looks in Rust and in curl.

use auth_codegen::model::{Auth, Call, Endpoint, HttpCall, Pkce, Visit};
use auth_codegen::{Given, Snippet};
use auth_language::word::Word as _;
use maud::{Markup, html};

use super::part::context::Page;
use super::part::names::{heading, instead};
use super::part::ty;
use super::{reply, request};
use crate::docs::anchor;
use crate::docs::code::{Language, block, curl};
use crate::docs::text::prose;

pub(super) fn write(endpoint: &Endpoint, page: &Page<'_>) -> Markup {
    let id = anchor::endpoint(endpoint);
    html! {
        section.card id=(id) {
            (heading(&id, endpoint.spec_name()))
            p.request {
                (badge(endpoint)) code { (endpoint.path()) }
                @if page.provider.hosts.len() > 1 { span.tag { (page.provider.hosts[endpoint.host].name) } }
            }
            (instead(endpoint.deprecated.as_ref()))
            p { (prose(&endpoint.doc)) }
            @match &endpoint.call {
                Call::Http(call) => (about_call(endpoint, call, page)),
                Call::Visit(visit) => (about_visit(visit, page)),
            }
            (request::write(endpoint, page))
            (reply::write(endpoint, page))
            (snippets(endpoint, page))
        }
    }
}

/// The method, or that a browser goes there.
pub(super) fn badge(endpoint: &Endpoint) -> Markup {
    let name = if endpoint.visit().is_some() { "VISIT" } else { endpoint.method().text() };
    html! { span class={ "method " (name.to_lowercase()) } { (name) } }
}

fn about_call(endpoint: &Endpoint, call: &HttpCall, page: &Page<'_>) -> Markup {
    let signature = page.snippets.signature(endpoint).unwrap_or_default();
    html! {
        p { span.quiet { "In Rust: " } (ty::linked(&signature, page.provider)) }
        (accepted(call, page))
        @if !call.scopes.is_empty() {
            p { "A token needs: " @for scope in &call.scopes { code { (scope) } " " } }
        }
        @if call.repeat { p.quiet { "It may be sent again after a renewal, although its method is not idempotent." } }
        @if endpoint.tls.is_some() { p.quiet { "It shows a client certificate (RFC 8705)." } }
        @if !call.redirects.is_empty() {
            p.quiet { "Redirects are followed to " (call.redirects.join(", ")) "." }
        }
    }
}

/// The credentials that a call takes.
fn accepted(call: &HttpCall, page: &Page<'_>) -> Markup {
    let credentials = call.auth.credentials(page.provider);
    let without = match &call.auth {
        Auth::None => return html! { p.quiet { "Without a credential." } },
        Auth::Any | Auth::Credential(_) => false,
        Auth::OneOf { credentials: _, optional } => *optional,
    };
    html! {
        p {
            span.quiet { "Credential: " }
            @for (at, credential) in credentials.iter().enumerate() {
                @if at > 0 { " or " }
                a href={ "#" (anchor::credential(credential)) } { code { (credential.ident) } }
            }
            @if without { ", or none" }
        }
    }
}

fn about_visit(visit: &Visit, page: &Page<'_>) -> Markup {
    let pkce = match visit.pkce {
        Pkce::S256 => "A PKCE challenge (RFC 7636) is always sent.",
        Pkce::Supported => "It takes a PKCE challenge (RFC 7636): `with_pkce()` sends one.",
        Pkce::Off => "It takes no PKCE challenge.",
    };
    html! {
        p { "A page that the user's browser visits. " (prose(pkce)) }
        @if let Some(record) = visit.callback {
            p {
                span.quiet { "It gives back: " }
                (ty::linked(&page.provider.records[record].ident, page.provider))
            }
        }
    }
}

/// The call in curl and in Rust, side by side.
fn snippets(endpoint: &Endpoint, page: &Page<'_>) -> Markup {
    let snippet = page.snippets.call(endpoint);
    html! {
        div.pair {
            (block("curl", Language::Shell, &curl::write(page.provider, endpoint)))
            @match &snippet {
                Some(snippet) => (rust(snippet)),
                None => p.quiet { "In Rust, a session makes this call: nothing needs to be written for it." },
            }
        }
    }
}

/// A piece of Rust, and what it does not say itself.
pub(super) fn rust(snippet: &Snippet) -> Markup {
    let given: Vec<&str> = snippet
        .given
        .iter()
        .filter_map(|given| match given {
            Given::Value(name) => Some(name.as_str()),
            Given::Session(_) | Given::Callback => None,
        })
        .collect();
    let title = if given.is_empty() { "Rust".to_owned() } else { format!("Rust, with your {}", given.join(", ")) };
    block(&title, Language::Rust, &snippet.text)
}
