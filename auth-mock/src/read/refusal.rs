//! Why a request is not answered as it wishes, and how the spec says that.

use auth_codegen::model::{ErrorBody, ErrorCase, ErrorSet, Meaning, Provider};
use axum::http::StatusCode;
use serde_json::{Map, Value as Json, json};

use crate::answer::reply::{Content, Reply};

/// A refusal that has no body yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    reason: Reason,
    text: String,
}

/// What kind of thing was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Path,
    Method,
    Length,
    ContentType,
    Fields,
    Credential,
    /// A code or refresh token (RFC 6749 §5.2).
    Grant,
}

/// The `error` of RFC 6749 §5.2 for a code or refresh token that is wrong.
const INVALID_GRANT: &str = "invalid_grant";

impl Reason {
    /// The statuses that a provider may document for this, best first, and the one where it documents none.
    fn statuses(self) -> (&'static [u16], u16) {
        match self {
            Self::Path => (&[404], 404),
            Self::Method => (&[405], 405),
            Self::Length => (&[413], 413),
            Self::ContentType => (&[415, 400, 422], 415),
            Self::Fields => (&[422, 400], 400),
            Self::Credential | Self::Grant => (&[401], 401),
        }
    }
}

impl Refusal {
    pub(crate) fn new(reason: Reason, text: impl Into<String>) -> Self {
        Self { reason, text: text.into() }
    }

    /// The reply, as the set documents it for this reason, or plain.
    pub(crate) fn reply(&self, errors: Option<(&Provider, &ErrorSet)>) -> Reply {
        let (_, otherwise) = self.reason.statuses();
        match errors.and_then(|(provider, set)| Some((provider, pick(self.reason, set)?))) {
            Some((provider, case)) => Reply::new(case.status, Some(explain(case, provider, &self.text))),
            None => Reply::new(otherwise, Some(Content::message(&self.text))),
        }
    }
}

/// The reply that is an error case of the spec: its own example, or a body of its type.
pub(crate) fn documented(case: &ErrorCase, provider: &Provider) -> Reply {
    let body = match (&case.example, &case.body) {
        (Some(json), ErrorBody::ProblemDetails) => Content::problem(json.clone()),
        (Some(json), ErrorBody::Record(_) | ErrorBody::Unknown) => Content::json(json.clone()),
        (None, _) => explain(case, provider, &case.doc),
    };
    Reply::new(case.status, Some(body))
}

fn pick(reason: Reason, set: &ErrorSet) -> Option<&ErrorCase> {
    let is_grant = |case: &&ErrorCase| case.status == 400 && case.when.iter().any(|when| when.value == INVALID_GRANT);
    let grant = (reason == Reason::Grant).then(|| set.cases.iter().find(is_grant)).flatten();
    let (statuses, _) = reason.statuses();
    let mut plain = statuses
        .iter()
        .filter_map(|status| set.cases.iter().find(|case| case.status == *status && case.when.is_empty()));
    grant.or_else(|| plain.next())
}

/// The example of a case with the text in the place of its message, or a body that only says the text. So the developer
/// reads what was wrong, in the provider's own shape.
fn explain(case: &ErrorCase, provider: &Provider, text: &str) -> Content {
    match &case.body {
        ErrorBody::Unknown => Content::message(text),
        ErrorBody::ProblemDetails => Content::problem(problem_details(case, text)),
        ErrorBody::Record(name) => match message_paths(provider, name) {
            Some(paths) => Content::json(with_message(case.example.as_ref(), &paths, text)),
            None => Content::json(case.example.clone().unwrap_or_else(|| json!({ "message": text }))),
        },
    }
}

fn problem_details(case: &ErrorCase, text: &str) -> Json {
    let title = StatusCode::from_u16(case.status).ok().and_then(|status| status.canonical_reason());
    let made = || json!({ "type": "about:blank", "title": title.unwrap_or(&case.ident), "status": case.status });
    let mut body = case.example.clone().filter(Json::is_object).unwrap_or_else(made);
    set(&mut body, "detail", text);
    body
}

fn message_paths(provider: &Provider, record: &str) -> Option<Vec<String>> {
    let fields = &provider.record(record)?.fields;
    let field = fields.iter().find(|field| field.means == Some(Meaning::Message))?;
    Some(if field.at.is_empty() { vec![field.wire.clone()] } else { field.at.clone() })
}

/// The message stands where the example has one; else at the first of its places that the example leaves free.
fn with_message(example: Option<&Json>, paths: &[String], text: &str) -> Json {
    let mut body = example.cloned().unwrap_or_else(|| Json::Object(Map::new()));
    let taken = paths.iter().find(|path| at(&body, path).is_some_and(Json::is_string));
    if let Some(path) = taken.or_else(|| paths.iter().find(|path| is_free(&body, path))) {
        set(&mut body, path, text);
    }
    body
}

fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, segment| json.get(segment))
}

/// Whether nothing stands at a path, nor anything but objects on the way.
fn is_free(json: &Json, path: &str) -> bool {
    let mut here = Some(json);
    path.split('.').all(|segment| {
        let fits = here.is_none_or(Json::is_object);
        here = here.and_then(|json| json.get(segment));
        fits
    }) && here.is_none_or(Json::is_null)
}

/// Writes a text at a path, making the objects on the way.
fn set(mut json: &mut Json, path: &str, text: &str) {
    for segment in path.split('.') {
        if !json.is_object() {
            *json = Json::Object(Map::new());
        }
        let Some(members) = json.as_object_mut() else { return };
        json = members.entry(segment).or_insert(Json::Null);
    }
    *json = Json::from(text);
}
