//! Finds the value at a place: in the body, or in the head of the reply.

use super::DecodeError;
use super::path::follow;
use crate::value::head::{Differ, Head};
use crate::value::json::write::json_literal;
use crate::value::wiped::WipedBuffer;
use crate::value::{JsonRef, Literal, Origin};

/// A value that was found.
pub(super) enum Found<'a> {
    /// A member of the body.
    Json(JsonRef<'a>),
    /// A text from the head, as a JSON literal.
    Text(WipedBuffer),
}

impl Found<'_> {
    /// Decodes the value. A text from the head may be a number or a boolean, which have no quotes there.
    pub(super) fn read<T>(&self, read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>) -> Result<T, DecodeError> {
        match self {
            Self::Json(json) => read(*json),
            Self::Text(literal) => read_text(literal.as_slice(), read),
        }
    }

    pub(super) fn as_json_text(&self) -> &str {
        match self {
            Self::Json(json) => json.get(),
            Self::Text(literal) => literal.as_str(),
        }
    }
}

/// Decodes a text, given as a JSON literal. If the type is not a text, it is decoded as a number or a boolean.
pub(super) fn read_text<T>(
    literal: &[u8],
    read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    read(JsonRef::parse(literal)?).or_else(|error| {
        let bare = literal.get(1..literal.len().saturating_sub(1)).and_then(|bare| JsonRef::parse(bare).ok());
        let is_scalar = |json: &JsonRef<'_>| json.number().is_some() || matches!(json.get(), "true" | "false");
        bare.filter(is_scalar).map_or(Err(error), read)
    })
}

/// Finds the value at a place. `separator` is that of a list that is a joined text.
pub(super) fn find<'a>(
    json: JsonRef<'a>,
    origin: &Origin<'_>,
    separator: Option<&str>,
) -> Result<Option<Found<'a>>, DecodeError> {
    let text = |find: &dyn Fn(Head<'a>) -> Result<Option<WipedBuffer>, Differ>| {
        let found = json.head().map(find).transpose().map_err(|Differ| DecodeError::twice(&origin.to_string()))?;
        Ok(found.flatten().map(|text| as_literal(&text)))
    };
    match *origin {
        Origin::Body(path) => Ok(follow(json, path)?.map(Found::Json)),
        Origin::Item { list, wanted, field } => item(json, list, wanted, field),
        Origin::Header(name) => text(&|head| head.header(name, separator)),
        Origin::Cookie(name) => text(&|head| Ok(head.cookie(name))),
        Origin::Challenge(name) => text(&|head| Ok(head.challenge(name))),
    }
}

fn as_literal<'a>(text: &WipedBuffer) -> Found<'a> {
    Found::Text(json_literal(text.as_str()))
}

/// Returns the value in the first item whose members have the wanted values.
fn item<'a>(
    json: JsonRef<'a>,
    list: &str,
    wanted: &[(&str, Literal)],
    field: &str,
) -> Result<Option<Found<'a>>, DecodeError> {
    let items = follow(json, list)?.and_then(JsonRef::elements);
    let Some(item) = items.and_then(|mut items| items.find(|item| has_all(*item, wanted))) else { return Ok(None) };
    Ok(follow(item, field)?.map(Found::Json))
}

fn has_all(item: JsonRef<'_>, wanted: &[(&str, Literal)]) -> bool {
    wanted.iter().all(|(path, literal)| follow(item, path).ok().flatten().is_some_and(|found| literal.is(found)))
}
