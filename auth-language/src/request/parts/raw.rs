//! Checks values that are written into a URL as they are.

use crate::problem::{Code, Problems};
use crate::request::{Part, Request};
use crate::value::{Expr, Field, may_be_in_url};

/// Checks that only parts of the URL are written as they are, and that what the spec says of them can be in a URL.
pub(in crate::request) fn check_raw<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    for field in &request.fields {
        check_field(field, request, problems);
    }
    for (place, name) in &request.raw {
        let part = request.parts.iter().find(|part| part.place == *place && part.name.value == name.value);
        match part {
            _ if !place.is_in_url() => refuse(name.at, problems),
            Some(part) => check_literals(part, problems),
            None => {
                let message = format!("there is no `{}` in {}", name.value, place.describe());
                problems.report(Code::FIELD_PROPERTY, name.at, message, "name a part that is sent there");
            }
        }
    }
}

/// Checks where a field that is written as it is goes to, and what joins its items.
fn check_field<P: Copy>(field: &Field<P>, request: &Request<P>, problems: &mut Problems<P>) {
    let Some(at) = field.raw else { return };
    let is_its = |part: &&Part<P>| part.value.as_field().is_some_and(|name| name.ident == field.ident.value);
    if !request.parts.iter().find(is_its).is_some_and(|part| part.place.is_in_url()) {
        refuse(at, problems);
    }
    if let Some(separator) = field.separator.as_ref().filter(|separator| !may_be_in_url(&separator.value)) {
        let message = "a value that is written as it is has only characters that a URL can have (RFC 3986)";
        problems.report(Code::FIELD_PROPERTY, separator.at, message, "write another separator, or remove `raw`");
    }
}

fn refuse<P: Copy>(at: P, problems: &mut Problems<P>) {
    let message = "`raw` is for the path and the query, because nothing else is percent-encoded";
    problems.report(Code::FIELD_PROPERTY, at, message, "remove it");
}

/// Checks the constant texts of a value.
fn check_literals<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    let texts: Vec<String> = match &part.value {
        Expr::Literal(scalar) => vec![scalar.as_text()],
        Expr::Concat(pieces) => pieces.iter().filter_map(literal).collect(),
        Expr::Name(_) | Expr::Computed(_) => Vec::new(),
    };
    if !texts.iter().all(|text| may_be_in_url(text)) {
        let message =
            format!("`{}` is written as it is, and has a character that a URL cannot have there", part.name.value);
        problems.report(Code::FIELD_PROPERTY, part.at, message, "percent-encode that character, or remove `raw`");
    }
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(scalar) => Some(scalar.as_text()),
        Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_) => None,
    }
}
