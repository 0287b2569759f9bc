//! What is known of a field.

use auth_codegen::model::{Field, Meaning, Origin, Type};
use auth_language::word::Word as _;

use super::context::Page;
use super::names::Row;
use super::ty;

/// A field of a request or a credential, which a caller gives.
pub(in crate::docs::page) fn given(field: &Field, page: &Page<'_>) -> Row {
    Row { required: !field.optional, ..row(field, page) }
}

/// A member of a record.
pub(in crate::docs::page) fn member(field: &Field, page: &Page<'_>) -> Row {
    let mut row = row(field, page);
    row.facts.extend(origin(field));
    row
}

fn row(field: &Field, page: &Page<'_>) -> Row {
    Row {
        name: field.wire.clone(),
        ty: Some(ty::field(field, page)),
        deprecated: field.deprecated.clone(),
        doc: field.doc.clone(),
        facts: facts(field),
        ..Row::default()
    }
}

/// Limits and formats, each a sentence.
fn facts(field: &Field) -> Vec<String> {
    let rust = auth_language::name::plain(&field.ident.value);
    let what = if field.ty.value.is_list() { "item" } else { "character" };
    let count = |count: u32| crate::terminal::plural(usize::try_from(count).unwrap_or(usize::MAX), what);
    let never = field.never.as_ref().map(|never| {
        let values: Vec<String> = never.value.iter().map(|value| format!("`{}`", value.value.as_text())).collect();
        format!("{} mean that it has no end.", values.join(", "))
    });
    [
        (rust != field.wire).then(|| format!("In Rust: `{rust}`.")),
        format_of(&field.ty.value).map(|format| format!("Format: {format}.")),
        field.pattern.as_ref().map(|pattern| format!("Matches {}.", code(&pattern.value))),
        field.at_least.as_ref().map(|least| format!("At least {}.", count(least.value))),
        field.at_most.as_ref().map(|most| format!("At most {}.", count(most.value))),
        field.separator.as_ref().map(|text| format!("Joined by {}.", separator(&text.value))),
        field.default.as_ref().map(|value| format!("Default: {}.", code(&value.value.as_text()))),
        never,
        field.case.as_ref().map(|case| format!("Sent in {} case.", case.value.text())),
        field.raw.as_ref().map(|_| "Written into the URL as it is.".to_owned()),
        field.means.as_ref().map(|means| meaning(means.value).to_owned()),
        split(field),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn meaning(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Code => "The code of the error: `error.code()`.",
        Meaning::Message => "The message for people: `error.message()`.",
    }
}

/// The format of a text, or of the items of a list.
fn format_of(ty: &Type) -> Option<String> {
    match ty.item() {
        Type::Url => Some("an absolute URL".to_owned()),
        Type::Format(format) => Some(auth_language::value::format::describe(*format).to_owned()),
        _ => None,
    }
}

fn separator(text: &str) -> String {
    match text {
        " " => "a space".to_owned(),
        "," => "a comma".to_owned(),
        text => code(text),
    }
}

/// The pieces of an input that is several.
fn split(field: &Field) -> Option<String> {
    let split = &field.split.as_ref()?.value;
    let names: Vec<&str> = split.into.iter().map(|piece| piece.name.value.as_str()).collect();
    Some(format!("It is {} in one.", code(&names.join(&split.by.value))))
}

/// Where in a reply a member is, unless it has its own name there.
fn origin(field: &Field) -> Option<String> {
    let places: Vec<String> = field.at.iter().map(|origin| place(&origin.value)).collect();
    (!places.is_empty()).then(|| format!("Read from {}.", places.join(", or else ")))
}

fn place(origin: &Origin) -> String {
    match origin {
        Origin::Body(path) => code(&path.to_string()),
        Origin::Item(_) => code(&origin.to_string()),
        Origin::Header(name) => format!("the header {}", code(name)),
        Origin::Cookie(name) => format!("the cookie {}", code(name)),
        Origin::Challenge(name) => format!("{} in `WWW-Authenticate`", code(name)),
    }
}

/// Puts a text between backticks, if it has none itself.
pub(in crate::docs::page) fn code(text: &str) -> String {
    if text.contains('`') || text.is_empty() { format!("“{text}”") } else { format!("`{text}`") }
}
