//! The contents of a page.

use auth_codegen::model::{Endpoint, Provider, Returns};
use maud::{Markup, html};

use super::endpoint::badge;
use crate::docs::anchor;

pub(super) fn write(provider: &Provider) -> Markup {
    let credentials = provider.credentials.iter().map(|one| entry(&anchor::credential(one), &one.ident));
    let errors = provider.error_sets.iter().map(|one| entry(&anchor::errors(one), &one.ident));
    let records = provider.records.iter().map(|one| entry(&anchor::record(one), &one.ident));
    let choices = provider.choices.iter().map(|one| entry(&anchor::choice(one), &one.ident));
    let replies = provider.endpoints.iter().filter_map(replies);
    html! {
        ul { (entry(anchor::OVERVIEW, &provider.title)) }
        (group("Credentials", credentials.collect()))
        (group("Endpoints", provider.endpoints.iter().map(endpoint).collect()))
        (group("Errors", errors.collect()))
        (group("Types", records.chain(choices).chain(replies).collect()))
    }
}

fn group(title: &str, entries: Vec<Markup>) -> Markup {
    html! {
        @if !entries.is_empty() {
            p.group { (title) }
            ul aria-label=(title) { @for entry in entries { (entry) } }
        }
    }
}

fn entry(id: &str, name: &str) -> Markup {
    html! { li { a href={ "#" (id) } { (breakable(name)) } } }
}

/// A name that may go on in the next line after each `_`.
fn breakable(name: &str) -> Markup {
    html! { @for part in name.split_inclusive('_') { (part) @if part.ends_with('_') { wbr; } } }
}

fn endpoint(endpoint: &Endpoint) -> Markup {
    html! { li { a href={ "#" (anchor::endpoint(endpoint)) } { (badge(endpoint)) span { (breakable(endpoint.spec_name())) } } } }
}

fn replies(endpoint: &Endpoint) -> Option<Markup> {
    let Returns::OneOf(one_of) = &endpoint.http()?.returns else { return None };
    Some(entry(&anchor::replies(one_of), &one_of.ident))
}
