//! The page of a provider.

mod contents;
mod credential;
mod endpoint;
mod errors;
mod overview;
mod part;
mod reply;
mod request;
mod types;

use auth_codegen::model::Provider;
use auth_codegen::{RuntimePath, Snippets};
use maud::{Markup, html};

use self::part::context::Page;
use super::frame::{Document, document};
use super::text::plain;
use super::{mark, search};

/// Where a page comes from, and where it goes.
pub(super) struct Place<'s> {
    /// The name of the spec's file.
    pub(super) spec: &'s str,
    /// The path of the client's module.
    pub(super) module: &'s str,
    /// The path of the runtime, if it is not `auth_runtime`.
    pub(super) runtime: Option<&'s RuntimePath>,
    /// The name of the page's file.
    pub(super) file: &'s str,
    /// The command, for the comment.
    pub(super) command: &'s str,
}

/// Writes the page of a provider.
pub(super) fn write(provider: &Provider, place: &Place<'_>) -> String {
    let snippets = Snippets::of(provider, place.module);
    let snippets = match place.runtime {
        Some(runtime) => snippets.with_runtime(runtime),
        None => snippets,
    };
    let page = Page { provider, snippets };
    let description = provider.doc.as_deref().map_or_else(|| provider.title.clone(), plain);
    document(&Document {
        title: &format!("{}: authentication", provider.title),
        description: &description,
        mark: &mark::of_page(place.spec, place.command),
        contents: Some(contents::write(provider)),
        main: main(&page),
        entries: &search::script(&[search::page(provider, place.file)]),
    })
}

fn main(page: &Page<'_>) -> Markup {
    let provider = page.provider;
    html! {
        (overview::write(page))
        @if !provider.credentials.is_empty() {
            h2 #credentials { "Credentials" }
            @for credential in &provider.credentials { (credential::write(credential, page)) }
        }
        @if !provider.endpoints.is_empty() {
            h2 #endpoints { "Endpoints" }
            @for endpoint in &provider.endpoints { (endpoint::write(endpoint, page)) }
        }
        (errors::write(page))
        (types::write(page))
    }
}
