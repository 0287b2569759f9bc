//! Reads the body of a request in the encoding of the endpoint.

mod multipart;

use auth_codegen::conformance::{document, flatten};
use auth_codegen::model::{BODY, Content, Place, ReplyEncoding, as_text};
use axum::http::header::CONTENT_TYPE;
use serde_json::Value as Json;
use serde_json::error::Category;

use crate::read::made;
use crate::read::received::{Pairs, Received, pairs};
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// A decoded body.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// No body was expected, and none was sent.
    None,
    Json(Json),
    Form(Pairs),
}

/// Reads the body, if it has the endpoint's content type.
pub(crate) fn read(candidate: &Candidate<'_>, received: &Received) -> Result<Body, Refusal> {
    let Some(content) = candidate.content() else {
        let is_empty = received.bytes().is_empty();
        let refusal = || Refusal::new(Reason::Fields, "this endpoint has no body: send none");
        return is_empty.then_some(Body::None).ok_or_else(refusal);
    };
    if content != Content::Bytes || has_own_type(candidate) {
        check_type(&content_type(candidate, content), received)?;
    }
    match content {
        Content::Json | Content::JsonValue if received.bytes().is_empty() => {
            Err(Refusal::new(Reason::Fields, "the body is empty: send JSON"))
        }
        Content::Json => {
            let json = serde_json::from_slice(received.bytes()).map_err(|error| not_json(&error))?;
            Ok(Body::Json(flatten(json, candidate.endpoint)))
        }
        Content::JsonValue => {
            let json: Json = serde_json::from_slice(received.bytes()).map_err(|error| not_json(&error))?;
            Ok(Body::Json(Json::Object([(BODY.to_owned(), json)].into_iter().collect())))
        }
        Content::Xml => read_xml(candidate, received).map(Body::Form),
        Content::Text => {
            let text = std::str::from_utf8(received.bytes());
            let text = text.map_err(|_| Refusal::new(Reason::Fields, "the body is not UTF-8: send text"))?;
            Ok(Body::Form(vec![(BODY.to_owned(), text.to_owned())]))
        }
        Content::Form => Ok(Body::Form(pairs(received.bytes()))),
        Content::Multipart => multipart::read(candidate, received).map(Body::Form),
        Content::Bytes => {
            Ok(Body::Form(vec![(BODY.to_owned(), String::from_utf8_lossy(received.bytes()).into_owned())]))
        }
    }
}

/// Reads elements and attributes by their pointers. Those that the spec does not have keep their own names.
fn read_xml(candidate: &Candidate<'_>, received: &Received) -> Result<Pairs, Refusal> {
    let text = std::str::from_utf8(received.bytes()).unwrap_or_default();
    let json = document(text, ReplyEncoding::Xml)
        .map_err(|_| Refusal::new(Reason::Fields, "the body is not XML: send one root element"))?;
    let Json::Object(members) = flatten(json, candidate.endpoint) else { return Ok(Pairs::new()) };
    let texts = |(name, json): (String, Json)| match json {
        Json::Array(items) => items.iter().map(|json| (name.clone(), as_text(json))).collect::<Pairs>(),
        json => vec![(name, as_text(&json))],
    };
    Ok(members.into_iter().flat_map(texts).collect())
}

/// Whether the spec states the content type. Otherwise bytes have that of the file.
fn has_own_type(candidate: &Candidate<'_>) -> bool {
    let mut parts = made::parts(candidate, Place::Header).into_iter();
    parts.any(|part| part.name.value.eq_ignore_ascii_case(CONTENT_TYPE.as_str()))
}

/// Returns the content type that the spec states in a header, or else that of the encoding.
fn content_type(candidate: &Candidate<'_>, content: Content) -> String {
    let parts = made::parts(candidate, Place::Header);
    let own = parts.into_iter().find(|part| part.name.value.eq_ignore_ascii_case(CONTENT_TYPE.as_str()));
    own.and_then(|part| made::expected(candidate, part)).unwrap_or_else(|| media_type(content).to_owned())
}

/// Returns the media type of an encoding.
pub(crate) fn media_type(content: Content) -> &'static str {
    match content {
        Content::Json | Content::JsonValue => "application/json",
        Content::Form => "application/x-www-form-urlencoded",
        Content::Xml => "application/xml",
        Content::Text => "text/plain; charset=utf-8",
        Content::Multipart => "multipart/form-data",
        Content::Bytes => "application/octet-stream",
    }
}

fn check_type(expected: &str, received: &Received) -> Result<(), Refusal> {
    let essence = expected.split(';').next().unwrap_or_default().trim();
    let text = match received.media_type() {
        Some(found) if found.eq_ignore_ascii_case(essence) => return Ok(()),
        Some(found) => format!("the body is `{found}`: send it with `content-type: {expected}`"),
        None => format!("the body has no content type: send it with `content-type: {expected}`"),
    };
    Err(Refusal::new(Reason::ContentType, text))
}

/// Reports that the body is not JSON. It states only the position, because the parser's message may quote the body.
fn not_json(error: &serde_json::Error) -> Refusal {
    let problem = match error.classify() {
        Category::Eof => "the JSON in the body is incomplete",
        Category::Io | Category::Syntax | Category::Data => "the body is not JSON",
    };
    let (line, column) = (error.line(), error.column());
    Refusal::new(Reason::Fields, format!("{problem}: look at line {line}, column {column}"))
}
