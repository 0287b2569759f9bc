//! Which error a reply means.

use auth_language::error::Is;
use auth_language::value::Scalar;
use serde_json::Value as Json;

use super::equal::is_equal;
use super::head::{Headers, in_head};
use super::path::look_up;
use crate::model::{Condition, ErrorCase, Origin};

/// Whether every condition of an error holds for a body and what is beside it.
#[must_use]
pub fn holds(case: &ErrorCase, body: &Json, headers: &Headers) -> bool {
    case.when.iter().all(|condition| is_met(condition, body, headers))
}

fn is_met(condition: &Condition, body: &Json, headers: &Headers) -> bool {
    let found = look_up(&condition.field, body).cloned().or_else(|| in_head(&condition.field, headers));
    match (&condition.is, found) {
        (_, None) => false,
        (Is::Present, Some(_)) => true,
        (Is::AnyOf(values), Some(found)) => values.iter().any(|value| is_equal(value, &found)),
    }
}

/// The headers by which an error is recognized: its example has the body alone.
#[must_use]
pub fn headers_of(case: &ErrorCase) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    let mut challenge = Vec::new();
    for Condition { field, is } in &case.when {
        let value = match is {
            Is::AnyOf(values) => values.first().map_or_else(String::new, Scalar::as_text),
            Is::Present => "1".to_owned(),
        };
        match field.at.first().map(|origin| &origin.value) {
            Some(Origin::Header(name)) => headers.push((name.clone(), value)),
            Some(Origin::Cookie(name)) => headers.push(("Set-Cookie".to_owned(), format!("{name}={value}"))),
            Some(Origin::Challenge(name)) => challenge.push(format!("{name}=\"{value}\"")),
            Some(Origin::Body(_) | Origin::Item(_)) | None => {}
        }
    }
    let challenge = (!challenge.is_empty()).then(|| format!("Bearer {}", challenge.join(", ")));
    headers.into_iter().chain(challenge.map(|text| ("WWW-Authenticate".to_owned(), text))).collect()
}
