//! Writes the body of a request in its encoding.

pub(crate) mod multipart;
pub(crate) mod percent;
mod raw;
pub(crate) mod target;
mod tree;
mod xml;

use self::tree::Tree;
use crate::call::Content;
use crate::request::body::Piece;
use crate::request::header::text;
use crate::request::place::Place;
use crate::request::write::percent::form_encode;
use crate::request::write::target::each_pair;
use crate::request::{Body, Fields, RequestProblem};
use crate::value::Value;
use crate::value::encode::{write_json, write_object};
use crate::value::wiped::WipedBuffer;

/// Writes the body. `boundary` is that of a multipart body.
pub(crate) fn render_body(content: Content, fields: &Fields<'_>, boundary: &str) -> Result<Body, RequestProblem> {
    let mut body = WipedBuffer::new();
    match content {
        Content::None => return Ok(Body::default()),
        Content::Json => render_json(fields, &mut body)?,
        Content::Form => render_form(fields, &mut body)?,
        Content::Xml => xml::render(&Tree::of(fields.at(Place::Body)), &mut body)?,
        Content::JsonValue => fields.at(Place::Body).try_for_each(|(name, value)| {
            write_json(value, &mut body).map_err(|_| RequestProblem::Unwritable { name })
        })?,
        Content::Text => {
            for (name, value) in fields.at(Place::Body) {
                body.push(text(name, value)?.as_slice());
            }
        }
        Content::Multipart => return multipart::render(fields, boundary),
        Content::Bytes => return render_bytes(fields),
    }
    Ok(body.into())
}

/// Writes bytes as they are; a text as UTF-8.
fn render_bytes(fields: &Fields<'_>) -> Result<Body, RequestProblem> {
    let pieces = fields.at(Place::Body).map(|(name, value)| match value {
        Value::Upload(upload) => Ok(Piece::Upload(name, upload.clone())),
        value => Ok(Piece::Bytes(text(name, value)?.into_bytes())),
    });
    pieces.collect::<Result<_, _>>().map(Body::of)
}

/// Returns the body with the credential's parts; `None` if the credential adds none.
pub(crate) fn merge(content: Content, body: &Body, parts: &Fields<'_>) -> Result<Option<Body>, RequestProblem> {
    let Some((name, _)) = parts.at(Place::Body).next() else { return Ok(None) };
    let misplaced = RequestProblem::Misplaced { name };
    let mut added = WipedBuffer::new();
    match content {
        Content::Json => {
            render_json(parts, &mut added)?;
            let text = body.as_slice().strip_suffix(b"}").ok_or(misplaced)?;
            Ok(Some(joined(text, ",", added.as_str().strip_prefix('{').unwrap_or_default())))
        }
        Content::Form => {
            render_form(parts, &mut added)?;
            Ok(Some(joined(body.as_slice(), "&", added.as_str())))
        }
        Content::None | Content::Xml | Content::JsonValue | Content::Text | Content::Multipart | Content::Bytes => {
            Err(misplaced)
        }
    }
}

/// Joins the beginning of a body with what a credential adds.
fn joined(text: &[u8], separator: &str, added: &str) -> Body {
    let mut merged = WipedBuffer::new();
    merged.push(text);
    let is_first = matches!(text, b"" | b"{") || matches!(added, "" | "}");
    merged.push_str(if is_first { "" } else { separator });
    merged.push_str(added);
    merged.into()
}

fn render_json(fields: &Fields<'_>, body: &mut WipedBuffer) -> Result<(), RequestProblem> {
    if fields.at(Place::Body).any(|(name, _)| name.starts_with('/')) {
        return Tree::of(fields.at(Place::Body)).write_json(body);
    }
    let written = write_object(fields.at(Place::Body), body);
    written.map_err(|_| RequestProblem::Unwritable { name: unwritable(fields) })
}

/// Returns the member of the body that cannot be encoded, by encoding each one again.
fn unwritable(fields: &Fields<'_>) -> &'static str {
    let fails = |value: &Value<'_>| write_json(value, &mut WipedBuffer::new()).is_err();
    fields.at(Place::Body).find(|(_, value)| fails(value)).map_or("", |(name, _)| name)
}

fn render_form(fields: &Fields<'_>, body: &mut WipedBuffer) -> Result<(), RequestProblem> {
    each_pair(fields, Place::Body, &mut |name, text| {
        body.push_str(if body.as_slice().is_empty() { "" } else { "&" });
        form_encode(name, body);
        body.push_str("=");
        form_encode(text, body);
    })
}
