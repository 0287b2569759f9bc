//! Bodies of requests and replies.

use serde_json::Value as Json;

use super::merge;
use super::reading::Reading;
use super::schema::{self, Schemas};
use crate::import::draft::{Body, Draft, Endpoint, Field, Part, Ty, Value};
use crate::import::guess::name;

/// A media type, and what a document says of it.
pub(super) struct Content<'d> {
    pub(super) kind: Kind,
    pub(super) media: &'d Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Json,
    Form,
    Multipart,
    Text,
    Xml,
    Bytes,
}

/// Returns the media type that the language knows best.
pub(super) fn best<'d>(holder: &'d Json, schemas: &Schemas<'d>) -> Option<Content<'d>> {
    let content = holder.get("content")?.as_object()?;
    let known = content.iter().filter_map(|(name, media)| {
        // A media type may be a reference (OpenAPI 3.2).
        let media = schemas.document.resolve(media)?;
        Some(Content { kind: kind(name), media })
    });
    known.min_by_key(|content| content.kind)
}

fn kind(media_type: &str) -> Kind {
    let plain = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match plain.as_str() {
        "application/json" | "*/*" | "application/*" => Kind::Json,
        _ if plain.ends_with("+json") || plain == "text/json" => Kind::Json,
        "application/x-www-form-urlencoded" => Kind::Form,
        "multipart/form-data" => Kind::Multipart,
        "application/xml" | "text/xml" => Kind::Xml,
        _ if plain.ends_with("+xml") => Kind::Xml,
        // A stream of JSON, or of events, is text to the language.
        _ if plain.starts_with("text/") || plain.contains("json") || plain.contains("yaml") => Kind::Text,
        _ => Kind::Bytes,
    }
}

/// Fills in the body of a request.
pub(super) fn fill(node: &Json, reading: &mut Reading<'_, '_>) {
    let document = reading.schemas.document;
    let Some(holder) = document.resolve(node) else {
        reading.remark("The body is in another document.");
        return;
    };
    let Some(Content { kind, media }) = best(holder, reading.schemas) else { return };
    if ["GET", "HEAD"].contains(&reading.endpoint.method.as_str()) {
        let method = &reading.endpoint.method;
        reading.remark(format!("A {method} request has no body (RFC 9110 §9.3): it was left out."));
        return;
    }
    let is_optional =
        holder.get("required") != Some(&Json::Bool(true)) && !is_required_by_members(media, reading.schemas);
    let whole = |key: &'static str, ty| Body::Whole(key, Box::new(Field::new("body", ty).into()));
    reading.endpoint.body = match kind {
        Kind::Json => json(media, is_optional, reading),
        Kind::Form => members("form", media, is_optional, reading),
        Kind::Multipart => members("multipart", media, is_optional, reading),
        Kind::Text => whole("text", Ty::STRING),
        Kind::Xml => {
            reading.remark("The body is XML, which is sent as a text: see `xml` in specs/README.md.");
            whole("text", Ty::STRING)
        }
        Kind::Bytes => whole("bytes", Ty::Word("bytes")),
    };
}

/// A body with required members is required, although many documents do not say so.
fn is_required_by_members(media: &Json, schemas: &Schemas<'_>) -> bool {
    let schema = merge::all_of(media.get("schema").unwrap_or(&Json::Null), schemas.document);
    !schema::required(&schema).is_empty()
}

fn json(media: &Json, is_optional: bool, reading: &mut Reading<'_, '_>) -> Body {
    let node = media.get("schema").unwrap_or(&Json::Null);
    let merged = merge::all_of(node, reading.schemas.document);
    let has_members = merged.get("properties").and_then(Json::as_object).is_some_and(|all| !all.is_empty());
    if has_members {
        return members("json", media, is_optional, reading);
    }
    let typed = reading.typed(node, "body");
    reading.endpoint.remarks.extend(typed.remark.map(|remark| format!("The body: {remark}")));
    Body::Whole("json", Box::new(Field::new("body", if typed.optional { Ty::JSON } else { typed.ty }).into()))
}

fn members(key: &'static str, media: &Json, is_optional: bool, reading: &mut Reading<'_, '_>) -> Body {
    let document = reading.schemas.document;
    let schema = merge::all_of(media.get("schema").unwrap_or(&Json::Null), document);
    let required = schema::required(&schema);
    let record = name::camel(&reading.endpoint.name);
    let mut parts = Vec::new();
    for (name, node) in schema.get("properties").and_then(Json::as_object).cloned().iter().flatten() {
        let resolved = merge::all_of(node, document);
        if resolved.get("readOnly") == Some(&Json::Bool(true)) || name.is_empty() {
            continue;
        }
        let is_required = required.contains(name) && !is_optional;
        let typed = reading.typed(node, name);
        if let (Some(constant), true) = (typed.constant, is_required) {
            parts.push(Part { name: name.clone(), value: Value::Const(constant) });
            continue;
        }
        let mut field = reading.schemas.field(node, name, &record, !is_required, reading.draft);
        field.at_least =
            resolved.get("minItems").and_then(Json::as_u64).filter(|least| *least == 1 && field.ty.is_list());
        parts.push(if key == "json" { in_json(field) } else { flat(field, key) }.into());
    }
    Body::Members(key, parts)
}

/// A file cannot be in JSON: it is a text in an encoding that the document does not say.
fn in_json(mut field: Field) -> Field {
    if field.ty == Ty::Word("bytes") && field.encoding.is_none() {
        field.encoding = Some("base64");
        field.remark = Some(format!("`{}`: the document does not say how the bytes are encoded.", field.name));
    }
    field
}

/// A form has texts: an object in it is JSON as text.
fn flat(mut field: Field, key: &str) -> Field {
    let is_object = |ty: &Ty| {
        matches!(ty.innermost(), Ty::Word("json"))
            || matches!(ty, Ty::Map(_))
            || matches!(ty, Ty::List(item) if item.is_list())
    };
    if is_object(&field.ty) || (field.ty == Ty::Word("bytes") && field.encoding.is_none() && key == "form") {
        field.remark = Some(format!("`{}`: the document does not say how it is written as text.", field.name));
        field.ty = Ty::STRING;
        field.at_least = None;
    }
    if let (Ty::List(item), "multipart") = (&field.ty, key)
        && **item == Ty::Word("bytes")
    {
        field.ty = Ty::Word("bytes");
    }
    field
}

/// Records cannot be in a form: fields of such a type are texts.
pub(super) fn remove_records(endpoint: &mut Endpoint, draft: &Draft) {
    let Body::Members("form" | "multipart", parts) = &mut endpoint.body else { return };
    for part in parts {
        let Value::Field(field) = &mut part.value else { continue };
        if field.ty.named().is_some_and(|name| draft.record(name).is_some()) {
            field.remark = Some(format!(
                "`{}`: it is an object; the document does not say how it is written as text.",
                field.name
            ));
            (field.ty, field.at_least) = (Ty::STRING, None);
        }
    }
}
