//! Fields, and where which of their properties makes sense.

use std::collections::HashMap;

use crate::lower::sentence;
use crate::lower::value::types::Types;
use crate::model::{Content, Field, Meaning, Place, Type};
use crate::names;
use crate::read::{FieldKind, FieldSpec, Named, Spanned, Text, TypeExpr};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::Spot;

/// Where a field stands, hence what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Position {
    /// In a type of object.
    Record,
    /// In a request.
    Request(Place, Content),
}

/// A field that has a type. Constants are not for here.
pub(in crate::lower) fn lower(
    named: &Named<FieldSpec>,
    position: Position,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Field> {
    let FieldSpec { kind, doc, rust, at, separator, default, at_least, means } = &named.value;
    let FieldKind::Type(expr) = kind else {
        diagnostics.report(named.name.spot, "a constant belongs into a request", "give the field a `type`");
        return None;
    };
    let Some(ty) = types.resolve(expr, diagnostics) else {
        diagnostics.spare(&named.name.value);
        return None;
    };
    let field = Field {
        ident: lower_ident(&named.name, rust.as_ref(), diagnostics),
        wire: named.name.value.clone(),
        doc: doc.as_ref().map(sentence),
        ty,
        optional: expr.value.optional,
        at: at.iter().map(|path| check_path(path, diagnostics)).collect(),
        separator: separator.as_ref().map(|text| text.value.clone()),
        default: default.as_ref().map(|text| text.value.clone()),
        at_least: at_least.as_ref().map(|count| count.value),
        means: means.as_ref().and_then(|word| lower_meaning(word, diagnostics)),
    };
    check_default(&field, default.as_ref(), diagnostics);
    check_list_properties(&field, separator.as_ref(), at_least.as_ref(), diagnostics);
    check_meaning(&field, means.as_ref(), diagnostics);
    match position {
        Position::Record => check_in_record(at_least.as_ref(), diagnostics),
        Position::Request(place, content) => {
            check_not_read(&named.value, diagnostics);
            check_in_request(&field, place, content, expr, diagnostics);
        }
    }
    Some(field)
}

fn lower_ident(name: &Text, rust: Option<&Text>, diagnostics: &mut Diagnostics) -> String {
    match rust {
        Some(rust) if !names::is_snake_case(&rust.value) => {
            diagnostics.report(
                rust.spot,
                format!("`{}` cannot be a Rust field", rust.value),
                "write it like `secret_key`",
            );
            names::field_ident(&rust.value)
        }
        Some(rust) => names::field_ident(&rust.value),
        None => names::field_ident(&name.value),
    }
}

/// Two names on the wire may make the same Rust name; one of them must then say `rust:`.
pub(in crate::lower) fn check_idents<'f>(
    fields: impl Iterator<Item = (&'f str, &'f str, Spot)>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for (ident, wire, spot) in fields {
        if let Some(first) = seen.insert(ident, wire) {
            let message = format!("`{wire}` and `{first}` would both be `{ident}` in Rust");
            diagnostics.report(spot, message, "give one of them another name with `rust: …`");
        }
    }
}

/// A path is a list of member names joined by dots.
fn check_path(path: &Text, diagnostics: &mut Diagnostics) -> String {
    if path.value.split('.').any(|segment| segment.trim() != segment || segment.is_empty()) {
        diagnostics.report(
            path.spot,
            format!("`{}` is not a path", path.value),
            "join the names of members by dots: `data.bearer`",
        );
    }
    path.value.clone()
}

fn lower_meaning(word: &Text, diagnostics: &mut Diagnostics) -> Option<Meaning> {
    match word.value.as_str() {
        "code" => Some(Meaning::Code),
        "message" => Some(Meaning::Message),
        other => {
            diagnostics.report(word.spot, format!("a field cannot mean `{other}`"), "write `code` or `message`");
            None
        }
    }
}

/// A default is text, and an optional field has none.
fn check_default(field: &Field, default: Option<&Text>, diagnostics: &mut Diagnostics) {
    let Some(default) = default else { return };
    if field.ty != Type::String {
        diagnostics.report(
            default.spot,
            "a default is text, and this field is not",
            "make the field `optional` instead",
        );
    } else if field.optional {
        diagnostics.report(default.spot, "a field with a default is always there", "remove `optional` or `default`");
    }
}

/// What is said about the items of a list needs a list.
fn check_list_properties(
    field: &Field,
    separator: Option<&Text>,
    at_least: Option<&Spanned<u32>>,
    diagnostics: &mut Diagnostics,
) {
    if let Type::List(item) = &field.ty {
        if let (Some(separator), Type::Record(_) | Type::Json) = (separator, &**item) {
            diagnostics.report(separator.spot, "only a list of simple values can be one text", "remove `separator`");
        }
        return;
    }
    for spot in separator.map(|text| text.spot).into_iter().chain(at_least.map(|count| count.spot)) {
        diagnostics.report(
            spot,
            "this is about the items of a list, and the field is none",
            "make its type `list of …`, or remove this",
        );
    }
}

/// A code or message is text that may be missing.
fn check_meaning(field: &Field, means: Option<&Text>, diagnostics: &mut Diagnostics) {
    let Some(means) = means else { return };
    if field.ty != Type::String || !field.optional {
        diagnostics.report(
            means.spot,
            "a code or message is text that may be missing",
            "make its type `optional string`",
        );
    }
}

/// A type of object is read; how many items the provider sends is its own affair.
fn check_in_record(at_least: Option<&Spanned<u32>>, diagnostics: &mut Diagnostics) {
    if let Some(at_least) = at_least {
        diagnostics.report(
            at_least.spot,
            "`at_least` is checked before a request is sent, and this is a type",
            "move it to the endpoint's field",
        );
    }
}

/// What a request sends is not looked for in a reply.
fn check_not_read(spec: &FieldSpec, diagnostics: &mut Diagnostics) {
    let texts = spec.at.first().into_iter().chain(&spec.default).chain(&spec.means);
    for text in texts {
        diagnostics.report(
            text.spot,
            "this is about reading a reply, and the field is sent",
            "remove it, or move it to a type",
        );
    }
}

/// What can stand in a path, a query, a header or a form is text.
fn check_in_request(
    field: &Field,
    place: Place,
    content: Content,
    expr: &Spanned<TypeExpr>,
    diagnostics: &mut Diagnostics,
) {
    let structured = matches!(item_type(&field.ty), Type::Record(_) | Type::Json);
    if structured && (place != Place::Body || content != Content::Json) {
        diagnostics.report(
            expr.spot,
            format!("an object cannot stand in {}", describe(place)),
            "send it in a `json` body",
        );
    }
    if *item_type(&field.ty) == Type::Secret && matches!(place, Place::Path | Place::Query) {
        let message = format!("a secret must not stand in {}: URLs end up in logs", describe(place));
        diagnostics.report(expr.spot, message, "send it in a header or in the body");
    }
    if field.optional && place == Place::Path {
        diagnostics.report(
            expr.spot,
            "a parameter of the path is always there",
            "remove `optional`, or make two endpoints of it",
        );
    }
    if !matches!(field.ty, Type::List(_)) {
        return;
    }
    if place == Place::Path {
        diagnostics.report(
            expr.spot,
            "a parameter of the path is one value",
            "remove `list of`: a caller joins the items",
        );
    }
    if place == Place::Header && field.separator.is_none() {
        diagnostics.report(expr.spot, "a list in a header is one text", "say what joins it: `separator: \",\"`");
    }
}

fn item_type(ty: &Type) -> &Type {
    match ty {
        Type::List(item) => item,
        other => other,
    }
}

fn describe(place: Place) -> &'static str {
    match place {
        Place::Path => "the path",
        Place::Query => "the query",
        Place::Header => "a header",
        Place::Body => "a form",
    }
}
