//! Finds out which error, or which of several replies, a reply is.

use auth_language::error::Is;
use auth_language::value::{Scalar, Type, cookie};
use serde_json::Value as Json;

use super::equal::is_equal;
use super::head::{Headers, in_head};
use super::path::look_up;
use super::value::item_of;
use crate::model::{Condition, ErrorCase, Field, HttpCall, Origin, Returns, Variant};

/// Whether a reply with this body and these headers satisfies all conditions of an error.
#[must_use]
pub fn holds(case: &ErrorCase, body: &Json, headers: &Headers) -> bool {
    are_met(&case.when, body, headers)
}

/// Returns the field of the first condition of an error that such a reply does not satisfy.
#[must_use]
pub fn unmet<'c>(case: &'c ErrorCase, body: &Json, headers: &Headers) -> Option<&'c Field> {
    case.when.iter().find(|condition| !is_met(condition, body, headers)).map(|condition| &condition.field)
}

/// How the body of a successful reply is read.
#[derive(Clone, Copy, Debug)]
pub struct Success<'c> {
    /// The type of the body, if there is one.
    pub body: Option<&'c Type>,
    /// Whether the body may be absent.
    pub optional: bool,
}

/// Returns how a successful reply is read; `None` if it matches none of several documented replies.
#[must_use]
pub fn success<'c>(call: &'c HttpCall, status: u16, body: &Json, headers: &Headers) -> Option<Success<'c>> {
    match &call.returns {
        Returns::Nothing => Some(Success { body: None, optional: true }),
        Returns::Bytes => Some(Success { body: Some(&Type::Foreign), optional: true }),
        Returns::Type(ty) => Some(Success { body: Some(ty), optional: false }),
        Returns::Optional(ty) => Some(Success { body: Some(ty), optional: true }),
        Returns::OneOf(one_of) => {
            let variant = one_of.variants.iter().find(|variant| fits(variant, status, body, headers))?;
            Some(Success { body: variant.body.as_ref(), optional: variant.optional || variant.body.is_none() })
        }
    }
}

/// Whether a successful reply is this one of several documented replies.
#[must_use]
pub fn is_variant(call: &HttpCall, name: &str, status: u16, body: &Json, headers: &Headers) -> bool {
    let Returns::OneOf(one_of) = &call.returns else { return false };
    let found = one_of.variants.iter().find(|variant| fits(variant, status, body, headers));
    found.is_some_and(|variant| variant.ident == name)
}

fn fits(variant: &Variant, status: u16, body: &Json, headers: &Headers) -> bool {
    variant.routes.iter().any(|route| route.statuses.contains(&status) && are_met(&route.when, body, headers))
}

fn are_met(when: &[Condition], body: &Json, headers: &Headers) -> bool {
    when.iter().all(|condition| is_met(condition, body, headers))
}

fn is_met(condition: &Condition, body: &Json, headers: &Headers) -> bool {
    let found = look_up(&condition.field, body).cloned().or_else(|| in_head(&condition.field, headers));
    match (&condition.is, found) {
        (Is::Absent, found) => found.is_none(),
        (Is::Present | Is::AnyOf(_) | Is::NoneOf(_), None) => false,
        (Is::Present, Some(_)) => true,
        (Is::AnyOf(values), Some(found)) => is_one_of(values, &condition.field, &found),
        (Is::NoneOf(values), Some(found)) => !is_one_of(values, &condition.field, &found),
    }
}

fn is_one_of(values: &[Scalar], field: &Field, found: &Json) -> bool {
    // In a document that contains only texts, a numeric text counts as a number.
    let typed = found.as_str().map(|text| item_of(&field.ty.value, text));
    values.iter().any(|value| is_equal(value, typed.as_ref().unwrap_or(found)))
}

/// Returns headers by which an error can be recognized, because its example has only a body.
#[must_use]
pub fn headers_of(case: &ErrorCase) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    let mut challenge = Vec::new();
    for Condition { field, is } in &case.when {
        let Some(value) = made_up(is) else { continue };
        match field.at.first().map(|origin| &origin.value) {
            Some(Origin::Header(name)) => headers.push((name.clone(), value)),
            Some(Origin::Cookie(name)) => headers.push(("Set-Cookie".to_owned(), cookie::whole(name, &value))),
            Some(Origin::Challenge(name)) => challenge.push(format!("{name}=\"{value}\"")),
            Some(Origin::Body(_) | Origin::Item(_)) | None => {}
        }
    }
    let challenge = (!challenge.is_empty()).then(|| format!("Bearer {}", challenge.join(", ")));
    headers.into_iter().chain(challenge.map(|text| ("WWW-Authenticate".to_owned(), text))).collect()
}

/// Returns a value for which a condition holds; `None` if it holds without one.
fn made_up(is: &Is) -> Option<String> {
    match is {
        Is::AnyOf(values) => values.first().map(Scalar::as_text).or_else(|| Some(String::new())),
        Is::Present => Some("1".to_owned()),
        Is::Absent => None,
        Is::NoneOf(values) => {
            let is_free = |text: &&&str| values.iter().all(|value| value.as_text() != **text);
            ["1", "2"].iter().find(is_free).map(|text| (*text).to_owned()).or_else(|| Some("other".to_owned()))
        }
    }
}
