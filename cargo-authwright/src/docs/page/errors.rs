//! The errors of a provider: which reply is which, and what a caller can do.

use auth_codegen::conformance::headers_of;
use auth_codegen::model::{ErrorBody, ErrorCase, ErrorSet};
use maud::{Markup, html};

use super::part::context::Page;
use super::part::names::heading;
use super::part::refusal::{advice, class_of, statuses, told_by};
use super::part::ty;
use crate::docs::anchor;
use crate::docs::code::{Language, block};
use crate::docs::text::prose;

pub(super) fn write(page: &Page<'_>) -> Markup {
    let sets: Vec<&ErrorSet> = page.provider.error_sets.iter().collect();
    html! {
        @if !sets.is_empty() { h2 #errors { "Errors" } }
        @for set in sets { (error_set(set, page)) }
    }
}

fn error_set(set: &ErrorSet, page: &Page<'_>) -> Markup {
    let id = anchor::errors(set);
    html! {
        section.card id=(id) {
            (heading(&id, &set.ident))
            @if !set.doc.is_empty() { p { (prose(&set.doc)) } }
            @for case in &set.cases { (error_case(set, case, page)) }
            div.case {
                h4 { code { "Other" } }
                p { "A reply with a status that is not documented. Body: " (body(&set.other, page)) }
            }
        }
    }
}

fn error_case(set: &ErrorSet, case: &ErrorCase, page: &Page<'_>) -> Markup {
    let id = anchor::error(set, case);
    html! {
        div.case id=(id) {
            h4 {
                code { (statuses(case)) " " (case.ident) }
                a.anchor href={ "#" (id) } aria-label={ "Link to " (case.ident) } { "#" }
            }
            (meaning(case))
            @if !case.when.is_empty() { p { span.quiet { "If " } (told_by(&case.when)) "." } }
            p { span.tag { (class_of(case)) } " " (advice(case)) }
            p { span.quiet { "Body: " } (body(&case.body, page)) }
            (refused(case))
        }
    }
}

fn body(body: &ErrorBody, page: &Page<'_>) -> Markup {
    html! {
        @match body {
            ErrorBody::Unknown => "not documented; its bytes are kept.",
            ErrorBody::ProblemDetails => { code { "ProblemDetails" } " (RFC 9457)" },
            ErrorBody::Record(id) => (ty::linked(&page.provider.records[*id].ident, page.provider)),
        }
    }
}

/// An example of a refusal, as it is sent.
fn refused(case: &ErrorCase) -> Markup {
    let headers: Vec<String> = headers_of(case).iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let json = case.example.as_ref().filter(|_| case.text.is_none()).map(|json| format!("{json:#}"));
    let is_json = json.is_some() && headers.is_empty();
    let body = case.text.clone().or(json).unwrap_or_default();
    let parts: Vec<String> = [headers.join("\n"), body].into_iter().filter(|part| !part.is_empty()).collect();
    let language = if is_json { Language::Json } else { Language::Text };
    html! { @if !parts.is_empty() { (block(&format!("Reply {}", case.status()), language, &parts.join("\n\n"))) } }
}

/// A sentence about a case, if its author has written one.
fn meaning(case: &ErrorCase) -> Markup {
    html! { @if !case.doc.is_empty() { p { (prose(&case.doc)) } } }
}
