//! Checks the names of a request's fields and parts for collisions.

use std::collections::HashMap;

use super::callback::{CODE_CHALLENGE, STATE, uses};
use super::model::{Part, Request};
use super::place::Place;
use crate::header::AUTHORIZATION;
use crate::problem::{Code, Dialect, Problems};
use crate::value::Field;

/// Methods that every generated request has.
const METHODS: [&str; 2] = ["new", "clone"];
/// Methods that every generated authorization page has.
const VISIT_METHODS: [&str; 2] = ["start", "with_pkce"];
/// Query parameters that the runtime adds to an authorization URL (RFC 6749 §4.1.1, RFC 7636 §4.3).
const VISIT_QUERY: [&str; 3] = ["state", "code_challenge", "code_challenge_method"];

/// Whether every generated request, or authorization page, has a method of this name.
#[must_use]
pub fn is_taken(ident: &str, is_visit: bool) -> bool {
    METHODS.contains(&ident) || (is_visit && VISIT_METHODS.contains(&ident))
}

/// Checks that the setter of an optional field does not have the name of a method that every request has.
pub fn check_setters<'f, P: Copy + 'f>(
    fields: impl IntoIterator<Item = &'f Field<P>>,
    is_visit: bool,
    problems: &mut Problems<P>,
) {
    check_taken(fields, |name| is_taken(name, is_visit), problems);
}

/// Checks the names of setters against the names for which `is_taken` is true.
pub(crate) fn check_taken<'f, P: Copy + 'f>(
    fields: impl IntoIterator<Item = &'f Field<P>>,
    is_taken: impl Fn(&str) -> bool,
    problems: &mut Problems<P>,
) {
    for field in fields.into_iter().filter(|field| field.optional && is_taken(&field.ident.value)) {
        let name = &field.ident.value;
        let message = format!("there is already a method `{name}`");
        let help = match problems.dialect() {
            Dialect::Yaml => "give the field another name in Rust with `rust: …`".to_owned(),
            Dialect::Rust => format!("give the field another name and add `rename = {name:?}`"),
        };
        problems.report(Code::TAKEN, field.ident.at, message, help);
    }
}

/// Checks that no two parts have the same place and name.
pub(super) fn check_duplicates<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    check_parts(&request.parts, problems);
    if !request.is_visit() {
        return;
    }
    let sends = |name: &str| request.parts.iter().any(|part| uses(&part.value, name));
    let own = |part: &&Part<P>| {
        let name = part.name.value.as_str();
        let is_said = match name {
            STATE => sends(STATE),
            _ => sends(CODE_CHALLENGE),
        };
        part.place == Place::Query && VISIT_QUERY.contains(&name) && !is_said
    };
    for part in request.parts.iter().filter(own) {
        let message = format!("the runtime sends `{}` itself", part.name.value);
        problems.report(Code::QUERY, part.name.at, message, "remove it");
    }
}

/// Checks that no two parts of a credential have the same place and name.
pub(crate) fn check_parts<P: Copy>(parts: &[Part<P>], problems: &mut Problems<P>) {
    let mut seen: HashMap<(Place, String), &str> = HashMap::new();
    for part in parts {
        if seen.insert(identity(part), &part.name.value).is_some() {
            let message = format!("`{}` is in {} twice", part.name.value, part.place.describe());
            problems.report(Code::DUPLICATE_PART, part.name.at, message, "remove or rename one of the two");
        }
    }
}

/// Checks that a credential with `basic` does not also set the header `Authorization`, which `basic` sends.
pub(crate) fn check_one_authorization<P: Copy>(parts: &[Part<P>], problems: &mut Problems<P>) {
    let basic = parts.iter().find(|part| part.place == Place::Basic);
    let header =
        parts.iter().find(|part| part.place == Place::Header && part.name.value.eq_ignore_ascii_case(AUTHORIZATION));
    if let (Some(_), Some(header)) = (basic, header) {
        let message = "`basic` is sent in the header `Authorization` too";
        problems.report(Code::DUPLICATE_PART, header.name.at, message, "keep one of the two");
    }
}

fn identity<P>(part: &Part<P>) -> (Place, String) {
    (part.place, part.place.canonical(&part.name.value))
}
