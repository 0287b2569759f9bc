//! Rust types, whose names are links to the page's own.

use auth_codegen::model::{Field, HttpCall, Provider, Returns};
use maud::{Markup, html};

use super::context::Page;
use crate::docs::anchor;

/// The type of a field: `Option<Vec<Scope>>`.
pub(in crate::docs::page) fn field(field: &Field, page: &Page<'_>) -> Markup {
    linked(&page.snippets.field(field), page.provider)
}

/// The type of a reply.
pub(in crate::docs::page) fn reply(call: &HttpCall, page: &Page<'_>) -> Markup {
    linked(&page.snippets.reply(call), page.provider)
}

/// Writes code in which the names of the page's types are links.
pub(in crate::docs::page) fn linked(code: &str, provider: &Provider) -> Markup {
    let pieces = words(code);
    html! {
        code {
            @for (at, piece) in pieces.iter().enumerate() {
                // A path leads to a type of another module.
                @let is_path = at > 0 && pieces[at - 1].ends_with("::") && pieces[at - 1] != "self::";
                @match target(piece, provider).filter(|_| !is_path) {
                    Some(id) => a href={ "#" (id) } { (piece) },
                    None => (piece),
                }
            }
        }
    }
}

/// Divides code into names and what is between them.
fn words(code: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut pieces = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let inside = is_name(first);
        let end = rest.find(|c| is_name(c) != inside).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// The id of a type of the provider.
fn target(name: &str, provider: &Provider) -> Option<String> {
    let record = provider.records.iter().find(|one| one.ident == name).map(anchor::record);
    let choice = || provider.choices.iter().find(|one| one.ident == name).map(anchor::choice);
    let errors = || provider.error_sets.iter().find(|one| one.ident == name).map(anchor::errors);
    let request = || provider.endpoints.iter().find(|one| one.ident == name).map(anchor::endpoint);
    let replies = || {
        provider.endpoints.iter().find_map(|endpoint| match &endpoint.http()?.returns {
            Returns::OneOf(one_of) if one_of.ident == name => Some(anchor::replies(one_of)),
            Returns::OneOf(_) | Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes => None,
        })
    };
    let credential = || provider.credentials.iter().find(|one| one.ident == name).map(anchor::credential);
    record.or_else(choice).or_else(errors).or_else(request).or_else(replies).or_else(credential)
}
