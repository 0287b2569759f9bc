//! The types of a provider: records, enumerations, and replies that are one of several.

use auth_codegen::model::{Choice, ChoiceValue, Condition, Endpoint, OneOf, Record, Returns, Uses, Variant};
use maud::{Markup, html};

use super::part::context::Page;
use super::part::names::{Row, heading, list};
use super::part::refusal::told_by;
use super::part::{field, ty};
use crate::docs::anchor;
use crate::docs::text::prose;

pub(super) fn write(page: &Page<'_>) -> Markup {
    let provider = page.provider;
    let replies: Vec<(&Endpoint, &OneOf)> = provider.endpoints.iter().filter_map(replies).collect();
    let has_any = !provider.records.is_empty() || !provider.choices.is_empty() || !replies.is_empty();
    html! {
        @if has_any { h2 #types { "Types" } }
        @for one in &provider.records { (record(one, page)) }
        @for one in &provider.choices { (choice(one)) }
        @for (endpoint, one_of) in replies { (several(endpoint, one_of, page)) }
    }
}

fn replies(endpoint: &Endpoint) -> Option<(&Endpoint, &OneOf)> {
    match &endpoint.http()?.returns {
        Returns::OneOf(one_of) => Some((endpoint, one_of)),
        Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes => None,
    }
}

fn record(record: &Record, page: &Page<'_>) -> Markup {
    let id = anchor::record(record);
    let is_sent = record.uses.request;
    let rows = record.fields.iter().map(|one| if is_sent { field::given(one, page) } else { field::member(one, page) });
    let constants = record.constants.iter().map(|one| Row {
        name: one.name.value.clone(),
        ty: Some(html! { "= " code { (one.value.value.as_text()) } }),
        ..Row::default()
    });
    let rows: Vec<Row> = constants.chain(rows).collect();
    html! {
        section.card id=(id) {
            (heading(&id, &record.ident))
            p { @for place in uses(record.uses) { span.tag { (place) } " " } }
            @if let Some(doc) = &record.doc { p { (prose(doc)) } }
            (list(&rows))
        }
    }
}

fn uses(uses: Uses) -> Vec<&'static str> {
    let Uses { request, response, error, callback } = uses;
    let places = [(request, "in requests"), (response, "in replies"), (error, "in errors"), (callback, "in callbacks")];
    places.into_iter().filter(|(is_used, _)| *is_used).map(|(_, place)| place).collect()
}

fn choice(choice: &Choice) -> Markup {
    let id = anchor::choice(choice);
    let rows: Vec<Row> = choice.values.iter().map(|one| value(one, choice)).collect();
    html! {
        section.card id=(id) {
            (heading(&id, &choice.ident))
            p {
                span.tag { @if choice.is_scopes { "scopes" } @else { "enumeration" } } " "
                @if choice.open { span.tag { "open" } }
            }
            @if !choice.doc.is_empty() { p { (prose(&choice.doc)) } }
            (list(&rows))
            p.quiet { "A value that is not documented is " code { (choice.ident) "::Other" } "." }
        }
    }
}

fn value(value: &ChoiceValue, choice: &Choice) -> Row {
    Row {
        name: value.wire.clone(),
        ty: Some(html! { code { (choice.ident) "::" (value.ident) } }),
        deprecated: value.deprecated.clone(),
        doc: Some(value.doc.clone()).filter(|doc| !doc.is_empty()),
        ..Row::default()
    }
}

/// A reply that is one of several.
fn several(endpoint: &Endpoint, one_of: &OneOf, page: &Page<'_>) -> Markup {
    let id = anchor::replies(one_of);
    html! {
        section.card id=(id) {
            (heading(&id, &one_of.ident))
            p {
                "A reply of " a href={ "#" (anchor::endpoint(endpoint)) } { code { (endpoint.spec_name()) } }
                ": the first of these that fits."
            }
            dl.names { @for variant in &one_of.variants { (reply(variant, one_of, page)) } }
        }
    }
}

fn reply(variant: &Variant, one_of: &OneOf, page: &Page<'_>) -> Markup {
    html! {
        div {
            dt {
                code { (one_of.ident) "::" (variant.ident) }
                @if let Some(body) = &variant.body {
                    span.type { (ty::linked(&page.snippets.ty(body), page.provider)) }
                }
                @if variant.optional { span.tag { "may have no body" } }
            }
            @for route in &variant.routes { dd { (condition(&route.statuses, &route.when)) } }
            @if variant.routes.is_empty() { dd { "Any other reply." } }
        }
    }
}

fn condition(statuses: &[u16], when: &[Condition]) -> Markup {
    let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
    html! { code { (statuses.join(", ")) } @if !when.is_empty() { " if " (told_by(when)) } }
}
