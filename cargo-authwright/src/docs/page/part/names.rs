//! A list of names, each with its type, what it means, and what else is known of it.

use maud::{Markup, html};

use crate::docs::text::prose;

/// A name of a list.
#[derive(Default)]
pub(in crate::docs::page) struct Row {
    pub(in crate::docs::page) id: Option<String>,
    pub(in crate::docs::page) name: String,
    /// The type, or what stands for one.
    pub(in crate::docs::page) ty: Option<Markup>,
    /// Whether it must be given.
    pub(in crate::docs::page) required: bool,
    pub(in crate::docs::page) deprecated: Option<String>,
    pub(in crate::docs::page) doc: Option<String>,
    /// Limits, defaults and the like, as prose.
    pub(in crate::docs::page) facts: Vec<String>,
}

pub(in crate::docs::page) fn list(rows: &[Row]) -> Markup {
    html! {
        @if !rows.is_empty() {
            dl.names { @for row in rows { (one(row)) } }
        }
    }
}

fn one(row: &Row) -> Markup {
    html! {
        div id=[&row.id] {
            dt {
                code { (row.name) }
                @if let Some(ty) = &row.ty { span.type { (ty) } }
                @if row.required { span.tag { "required" } }
                @if row.deprecated.is_some() { span.tag.warn { "deprecated" } }
            }
            @if let Some(doc) = &row.doc { dd { (prose(doc)) } }
            @if let Some(instead) = &row.deprecated { dd { "Deprecated: " (prose(instead)) } }
            @if row.doc.is_none() && row.deprecated.is_none() && row.facts.is_empty() { dd {} }
            @if !row.facts.is_empty() { dd.facts { (prose(&row.facts.join(" "))) } }
        }
    }
}

/// The heading of a part of the page, with a link to itself.
pub(in crate::docs::page) fn heading(id: &str, name: &str) -> Markup {
    html! {
        h3 { code { (name) } a.anchor href={ "#" (id) } aria-label={ "Link to " (name) } { "#" } }
    }
}

/// What to use instead of something that is deprecated.
pub(in crate::docs::page) fn instead(deprecated: Option<&String>) -> Markup {
    html! {
        @if let Some(instead) = deprecated { p.warn { strong { "Deprecated. " } (prose(instead)) } }
    }
}
