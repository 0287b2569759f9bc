//! What all pages have: head, bar, search, and what they look like. Everything is in the page, and nothing is requested.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("assets/style.css");
const THEME: &str = include_str!("assets/theme.js");
const SCRIPT: &str = include_str!("assets/script.js");
/// A page without an icon is asked for one.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cg fill='none' stroke='%233556e0' stroke-width='2'%3E%3Ccircle cx='5' cy='11' r='3'/%3E%3Cpath d='m7 9 6-6m-3 1 2 2'/%3E%3C/g%3E%3C/svg%3E";

/// A page of the site.
pub(super) struct Document<'d> {
    /// The title of the window.
    pub(super) title: &'d str,
    /// What the page is, for lists of pages.
    pub(super) description: &'d str,
    /// The comment by which the command recognizes its pages.
    pub(super) mark: &'d str,
    /// The contents, beside the text. Only the page of a provider has them.
    pub(super) contents: Option<Markup>,
    /// The text.
    pub(super) main: Markup,
    /// What can be found, as JSON.
    pub(super) entries: &'d str,
}

/// Writes a page.
pub(super) fn document(page: &Document<'_>) -> String {
    let is_index = page.contents.is_none();
    let body = html! {
        html lang="en" data-page=(if is_index { "index" } else { "provider" }) {
            (head(page))
            body.index[is_index] {
                a.skip href="#main" { "To the text" }
                (bar(is_index))
                @match &page.contents {
                    Some(contents) => div.sides {
                        nav aria-label="Contents" { details #contents open { summary { "Contents" } (contents) } }
                        main #main tabindex="-1" { (page.main) (footer()) }
                    },
                    None => main #main tabindex="-1" { (page.main) (footer()) },
                }
                script type="application/json" id="entries" { (PreEscaped(page.entries)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    format!("{}\n{}\n{}\n", DOCTYPE.into_string(), page.mark, body.into_string())
}

fn head(page: &Document<'_>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            meta name="description" content=(page.description);
            title { (page.title) }
            link rel="icon" href=(ICON);
            style { (PreEscaped(STYLE)) }
            script { (PreEscaped(THEME)) }
        }
    }
}

/// Allows the style and the two scripts of this command, and no request to anywhere.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {} {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(THEME),
        hash(SCRIPT)
    )
}

fn bar(is_index: bool) -> Markup {
    let what = if is_index { "Search all providers" } else { "Search this page" };
    html! {
        header.bar {
            @if is_index { span.home { "Providers" } } @else { a.home href="index.html" { "← Providers" } }
            form #searching role="search" hidden {
                label.unseen for="search" { (what) }
                input #search type="search" placeholder={ (what) " (press /)" } autocomplete="off" spellcheck="false";
                div.panel { p #found role="status" {} ol #results hidden {} }
            }
            button #theme type="button" aria-pressed="false" hidden { "Dark" }
        }
    }
}

fn footer() -> Markup {
    html! { footer { "Written by " code { "cargo authwright docs" } " from the specs. All secrets in it are made up." } }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written between tags as it is must not end them.
    #[test]
    fn styles_and_scripts_stay_inside() {
        for text in [STYLE, THEME, SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--"), "{text}");
        }
    }
}
