//! Reads `OpenAPI` 3.0 to 3.2, in JSON or YAML: the security schemes, and the calls that authenticate.

mod body;
mod document;
mod error;
mod merge;
mod operation;
mod parameter;
mod reading;
mod schema;
mod scheme;
mod security;
mod select;
mod server;

use serde_json::Value as Json;

use super::draft::{Draft, tidy};
use super::fault::Fault;
use super::guess::made_up::Masks;
use super::guess::name;
use super::guess::redact::redact;
use super::write::prose;

pub use select::Selection;

use document::Document;
use schema::Schemas;

/// Reads a document into a draft.
///
/// # Errors
/// If the text is not an `OpenAPI` document, or has no call that could be imported.
pub(super) fn read(text: &str, selection: &Selection, mut draft: Draft) -> Result<Draft, Fault> {
    let document = Document::read(text)?;
    describe(&document, &mut draft);
    server::declare(&document, &mut draft);
    let chosen = select::choose(&document, selection, &mut draft)?;
    let mut schemas = Schemas::new(&document);
    let mut errors = error::Errors::default();
    for call in &chosen {
        let endpoint = operation::read(call, &mut schemas, &mut errors, &mut draft);
        draft.endpoints.push(endpoint);
    }
    errors.declare(&mut schemas, &mut draft);
    let schemes = scheme::declare(&document, &chosen, &mut draft);
    security::apply(&document, &chosen, &schemes, &mut draft);
    security::remove_unused(&mut draft);
    tidy::tidy(&mut draft);
    redact(&mut draft, &mut Masks::default());
    Ok(draft)
}

fn describe(document: &Document, draft: &mut Draft) {
    let info = document.root.get("info").unwrap_or(&Json::Null);
    let text = |key: &str| info.get(key).and_then(Json::as_str).and_then(prose::sentence);
    draft.doc = draft.doc.take().or_else(|| text("summary")).or_else(|| text("description"));
    let docs = document.root.pointer("/externalDocs/url").and_then(Json::as_str);
    draft.docs = draft.docs.take().or_else(|| docs.filter(|url| url::Url::parse(url).is_ok()).map(str::to_owned));
    let title = info.get("title").and_then(Json::as_str).map(str::trim).filter(|title| !title.is_empty());
    if let Some(title) = title.filter(|_| draft.title == name::title(&draft.name)) {
        draft.title = prose::plain(title).chars().take(60).collect();
    }
}
