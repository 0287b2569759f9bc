//! Expresses refusals with the spec's own errors.

use auth_codegen::conformance::headers_of;
use auth_codegen::model::{Class, Condition, ErrorBody, ErrorCase, ErrorSet, Field, Is, Meaning, Provider, Record};
use axum::http::StatusCode;
use serde_json::{Map, Value as Json, json};

use crate::answer::member::{at, is_free, set};
use crate::answer::reply::{Content, Reply};
use crate::judge::proof::USE_NONCE;
use crate::read::refusal::{Reason, Refusal};

/// The `error` of RFC 6749 §5.2 for an invalid authorization code or refresh token.
const INVALID_GRANT: &str = "invalid_grant";

/// Returns the reply to a refused request: in the format that the error set documents for this reason, or a plain
/// message.
pub(crate) fn reply(refusal: &Refusal, errors: Option<(&Provider, &ErrorSet)>) -> Reply {
    let (reason, text) = (refusal.reason, refusal.text());
    let (_, otherwise) = statuses(reason);
    match errors.and_then(|(provider, set)| Some((provider, pick(reason, set)?))) {
        Some((provider, case)) => {
            Reply::new(case.status(), Some(explain(case, provider, &text))).with_all(&headers_of(case))
        }
        None if matches!(reason, Reason::ServerNonce | Reason::ResourceNonce) => {
            Reply::new(otherwise, Some(Content::json(json!({ "error": USE_NONCE, "error_description": text }))))
        }
        None => Reply::new(otherwise, Some(Content::message(&text))),
    }
}

/// Returns a reply with a status: the spec's error for it, best one that no value of the body asks for, or else a plain
/// message.
pub(crate) fn status(status: u16, errors: Option<(&Provider, &ErrorSet)>) -> Reply {
    let case = errors.and_then(|(provider, set)| {
        let mut cases = set.cases.iter().filter(|case| case.has(status));
        let plain = cases.clone().find(|case| case.when.is_empty());
        Some((provider, plain.or_else(|| cases.next())?))
    });
    match case {
        Some((provider, case)) => Reply { status: Reply::new(status, None).status, ..documented(case, provider) },
        None => Reply::new(status, Some(Content::message("a fault that was asked for"))),
    }
}

/// Returns the reply of an error case of the spec: its example, or else a body of its type.
pub(crate) fn documented(case: &ErrorCase, provider: &Provider) -> Reply {
    let body = match (&case.example, &case.body) {
        (Some(json), _) if case.text.is_some() => Content::of(json, case.text.as_deref(), case.encoding),
        (Some(json), ErrorBody::ProblemDetails) => Content::problem(json.clone()),
        (Some(json), ErrorBody::Record(_) | ErrorBody::Unknown) => Content::json(json.clone()),
        (None, _) => explain(case, provider, &case.doc),
    };
    Reply::new(case.status(), Some(body)).with_all(&headers_of(case))
}

/// Returns the statuses that a provider may document for a reason, best first, and the status to use if it documents
/// none of them.
fn statuses(reason: Reason) -> (&'static [u16], u16) {
    match reason {
        Reason::Path => (&[404], 404),
        Reason::Method => (&[405], 405),
        Reason::Length => (&[413], 413),
        Reason::ContentType => (&[415, 400, 422], 415),
        Reason::Fields => (&[422, 400], 400),
        Reason::Credential | Reason::EndedToken | Reason::Grant | Reason::ResourceNonce => (&[401], 401),
        Reason::ServerNonce => (&[400], 400),
    }
}

fn says(condition: &Condition, code: &str) -> bool {
    match &condition.is {
        Is::AnyOf(values) => values.iter().any(|value| value.as_text() == code),
        Is::Present | Is::Absent | Is::NoneOf(_) => false,
    }
}

fn pick(reason: Reason, set: &ErrorSet) -> Option<&ErrorCase> {
    let is_grant = |case: &&ErrorCase| case.has(400) && case.when.iter().any(|when| says(when, INVALID_GRANT));
    let grant = (reason == Reason::Grant).then(|| set.cases.iter().find(is_grant)).flatten();
    let asks = |case: &&ErrorCase| case.when.iter().any(|when| says(when, USE_NONCE));
    let is_nonce = matches!(reason, Reason::ServerNonce | Reason::ResourceNonce);
    let nonce = is_nonce.then(|| set.cases.iter().find(asks)).flatten();
    let (statuses, _) = statuses(reason);
    let mut plain =
        statuses.iter().filter_map(|status| set.cases.iter().find(|case| case.has(*status) && case.when.is_empty()));
    grant.or(nonce).or_else(|| plain.next()).or_else(|| set.cases.iter().find(|case| suits(reason, case)))
}

/// Whether the spec says what a case means, whatever its status: some providers refuse with 200, or with 409.
fn suits(reason: Reason, case: &ErrorCase) -> bool {
    match reason {
        Reason::Credential | Reason::EndedToken | Reason::Grant | Reason::ServerNonce | Reason::ResourceNonce => {
            case.class == Some(Class::Reauthenticate)
        }
        Reason::Fields | Reason::ContentType => case.class == Some(Class::Configuration),
        Reason::Path | Reason::Method | Reason::Length => false,
    }
}

/// Returns the case's example with the text as its message, or else a body with only the text, so that the developer
/// reads what is wrong in the provider's own format.
fn explain(case: &ErrorCase, provider: &Provider, text: &str) -> Content {
    let example = case.example.as_ref().filter(|_| case.text.is_some());
    if let Some(content) = example.map(|json| Content::of(json, case.text.as_deref(), case.encoding)) {
        return content;
    }
    match &case.body {
        ErrorBody::Unknown => Content::message(text),
        ErrorBody::ProblemDetails => Content::problem(problem_details(case, text)),
        ErrorBody::Record(id) => match message_paths(&provider.records[*id]) {
            Some(paths) => Content::json(with_message(case.example.as_ref(), &paths, text)),
            None => Content::json(case.example.clone().unwrap_or_else(|| json!({ "message": text }))),
        },
    }
}

fn problem_details(case: &ErrorCase, text: &str) -> Json {
    let title = StatusCode::from_u16(case.status()).ok().and_then(|status| status.canonical_reason());
    let made = || json!({ "type": "about:blank", "title": title.unwrap_or(&case.ident), "status": case.status() });
    let mut body = case.example.clone().filter(Json::is_object).unwrap_or_else(made);
    set(&mut body, "detail", text);
    body
}

fn message_paths(record: &Record) -> Option<Vec<String>> {
    let means_message = |field: &&Field| field.means.is_some_and(|means| means.value == Meaning::Message);
    let field = record.fields.iter().find(means_message)?;
    Some(field.paths().iter().map(ToString::to_string).collect())
}

/// Writes the message where the example has one, or else at the first free path of the message.
fn with_message(example: Option<&Json>, paths: &[String], text: &str) -> Json {
    let mut body = example.cloned().unwrap_or_else(|| Json::Object(Map::new()));
    let taken = paths.iter().find(|path| at(&body, path).is_some_and(Json::is_string));
    if let Some(path) = taken.or_else(|| paths.iter().find(|path| is_free(&body, path))) {
        set(&mut body, path, text);
    }
    body
}
