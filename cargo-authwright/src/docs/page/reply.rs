//! What comes back: the type of the reply, an example, and the refusals.

use auth_codegen::model::{Call, Endpoint, ErrorCase, ErrorSet, Example, HttpCall, Returns};
use maud::{Markup, html};

use super::part::context::Page;
use super::part::refusal::{class_of, statuses, told_by};
use super::part::ty;
use crate::docs::anchor;
use crate::docs::code::{Language, block};

pub(super) fn write(endpoint: &Endpoint, page: &Page<'_>) -> Markup {
    html! {
        @match &endpoint.call {
            Call::Http(call) => {
                h4 { "Reply" }
                p { (succeeds(call)) " " (returned(call, page)) }
                @for example in first_of_each_status(endpoint) { (answer(example)) }
                (refusals(call, page))
            },
            Call::Visit(_) => @if let Some(example) = endpoint.examples.first() { (callback(example)) },
        }
    }
}

fn succeeds(call: &HttpCall) -> Markup {
    let statuses: Vec<String> = call.statuses.iter().map(ToString::to_string).collect();
    html! { code { (statuses.join(", ")) } }
}

fn returned(call: &HttpCall, page: &Page<'_>) -> Markup {
    html! {
        @match &call.returns {
            Returns::Nothing => "without a body.",
            Returns::Bytes => { "bytes: " (ty::reply(call, page)) },
            Returns::Type(_) | Returns::Optional(_) | Returns::OneOf(_) => (ty::reply(call, page)),
        }
    }
}

/// The first example with each status that has something to show.
fn first_of_each_status(endpoint: &Endpoint) -> Vec<&Example> {
    let mut shown: Vec<&Example> = Vec::new();
    for example in &endpoint.examples {
        let is_new = !shown.iter().any(|other| other.status == example.status);
        if is_new && !(example.body().is_empty() && example.headers.is_empty()) {
            shown.push(example);
        }
    }
    shown
}

fn answer(example: &Example) -> Markup {
    block(&format!("Reply {}", example.status), language(example), &body(example))
}

fn language(example: &Example) -> Language {
    let is_json = example.text.is_none() && example.response.is_some() && example.headers.is_empty();
    if is_json { Language::Json } else { Language::Text }
}

/// Writes a reply: its headers, if some are documented, and its body.
fn body(example: &Example) -> String {
    let headers: Vec<String> = example.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let json = || example.response.as_ref().map(|json| format!("{json:#}")).unwrap_or_default();
    let body = example.text.clone().unwrap_or_else(json);
    let parts = [headers.join("\n"), body];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// What a page gives back, as the parameters of a URL.
fn callback(example: &Example) -> Markup {
    let text = example.response.as_ref().map(|json| format!("{json:#}")).unwrap_or_default();
    html! { @if !text.is_empty() { (block("The callback", Language::Json, &text)) } }
}

/// The cases of the call's error enum, each a link.
fn refusals(call: &HttpCall, page: &Page<'_>) -> Markup {
    let set = &page.provider.error_sets[call.errors];
    html! {
        @if !set.cases.is_empty() {
            h4 { "Errors: " a href={ "#" (anchor::errors(set)) } { code { (set.ident) } } }
            ul.plain { @for case in &set.cases { (refusal(set, case)) } }
        }
    }
}

fn refusal(set: &ErrorSet, case: &ErrorCase) -> Markup {
    html! {
        li {
            code { (statuses(case)) } " "
            a href={ "#" (anchor::error(set, case)) } { (case.ident) } " "
            span.tag { (class_of(case)) }
            @if !case.when.is_empty() { span.quiet { " if " (told_by(&case.when)) } }
        }
    }
}
