//! The index: a card for each provider, and the search over all of them.

use maud::{Markup, html};
use serde_json::Value as Json;

use super::frame::{Document, document};
use super::text::prose;
use super::{mark, search};
use crate::terminal::plural;

/// Writes the index of these pages, which are sorted.
pub(super) fn write(pages: &[Json], command: &str) -> String {
    let count = plural(pages.len(), "provider");
    document(&Document {
        title: "Providers",
        description: &format!("Authentication APIs of {count}, with typed Rust clients."),
        mark: &mark::of_index(command),
        contents: None,
        main: main(pages, &count),
        entries: &search::script(pages),
    })
}

fn main(pages: &[Json], count: &str) -> Markup {
    let text = |page: &Json, name: &str| page[name].as_str().unwrap_or_default().to_owned();
    html! {
        h1 { "Providers" }
        p.lead {
            (count) ": how one authenticates with each, which calls there are, and what they look like in Rust and in curl."
        }
        ul.cards {
            @for page in pages {
                li {
                    h2 { a href=(text(page, "file")) { (text(page, "title")) } }
                    @if !text(page, "doc").is_empty() { p { (prose(&text(page, "doc"))) } }
                    p.quiet { (text(page, "counts")) }
                }
            }
        }
    }
}
