//! Paths with parameters: `/keys/{key_id}`.

use syn::LitStr;

use super::call::Place;
use super::field::Field;
use crate::attr::problems::{Problems, is_near};

/// The names of the parameters, in their order.
pub(crate) fn parse_parameters(path: Option<&LitStr>, problems: &mut Problems) -> Vec<String> {
    let Some(path) = path else { return Vec::new() };
    let text = path.value();
    check_characters(path, &text, problems);
    let mut parameters: Vec<String> = Vec::new();
    for piece in text.split('{').skip(1) {
        match piece.split_once('}') {
            None => {
                problems.push(path.span(), format!("`{{{piece}` is not closed: add a `}}`"));
                // The field that is meant has its place.
                parameters.push(piece.split('/').next().unwrap_or_default().to_owned());
            }
            Some(("", _)) => problems.push(path.span(), "`{}` needs the name of a field: write `{id}`"),
            Some((name, _)) if parameters.iter().any(|known| known == name) => {
                problems.push(path.span(), format!("`{{{name}}}` is there twice: give each its own field"));
            }
            Some((name, _)) => parameters.push(name.to_owned()),
        }
    }
    if text.matches('}').count() > text.matches('{').count() {
        problems.push(path.span(), "there is a `}` without a `{`: remove it, or write `{id}`");
    }
    parameters
}

fn check_characters(path: &LitStr, text: &str, problems: &mut Problems) {
    if !text.starts_with('/') {
        problems.push(path.span(), "a path starts with `/`: it follows the URL of the host");
    }
    if text.contains(['?', '#']) {
        problems.push(
            path.span(),
            "a path ends before the query: use `query(\"name\" = \"text\")` or a field marked `query`",
        );
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        problems.push(path.span(), "a path has visible ASCII only: percent-encode the rest");
    }
}

/// Each parameter needs a field, and it cannot be left out.
pub(crate) fn check_parameters(
    path: Option<&LitStr>,
    parameters: &[String],
    fields: &[Field<'_>],
    problems: &mut Problems,
) {
    for name in parameters {
        match (fields.iter().find(|field| field.place == Place::Path && field.name == *name), path) {
            (None, Some(path)) => report_missing(name, path, fields, problems),
            (Some(field), _) if field.shape.is_optional() || field.shape.is_list() => {
                problems.push(field.ident.span(), format!("`{{{name}}}` is part of the path: make the field one text"));
            }
            _ => {}
        }
    }
}

/// A field for a parameter, as it is written in Rust.
fn field_for(name: &str) -> String {
    if syn::parse_str::<syn::Ident>(name).is_ok() {
        return format!("{name}: String");
    }
    let ident: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    format!("#[endpoint(rename = \"{name}\")] {ident}: String")
}

/// The field may be there, but go elsewhere, or nearly have the name.
fn report_missing(name: &str, path: &LitStr, fields: &[Field<'_>], problems: &mut Problems) {
    let Some(field) = fields.iter().find(|field| is_near(&field.name, name)) else {
        problems.push(path.span(), format!("`{{{name}}}` has no field: add `{}`", field_for(name)));
        return;
    };
    if field.name == name {
        let elsewhere = field.place.name();
        problems.push(field.ident.span(), format!("`{{{name}}}` in the path needs this field: remove `{elsewhere}`"));
    } else {
        problems.push(path.span(), format!("`{{{name}}}` has no field: did you mean `{{{}}}`?", field.name));
    }
}
