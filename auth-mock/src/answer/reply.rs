//! A reply before it is sent.

use std::time::Duration;

use auth_codegen::model::ReplyEncoding;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::{Value as Json, json};

use crate::answer::cut::{self, Ending};

/// A reply.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Option<Content>,
    pub(crate) ending: Ending,
    /// How long the reply is held back.
    pub(crate) delay: Duration,
}

/// A body with its media type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    media_type: &'static str,
    /// The content as JSON.
    pub(crate) json: Json,
    /// The body as it is sent, if it is not JSON.
    pub(crate) text: Option<String>,
}

impl Reply {
    pub(crate) fn new(status: u16, body: Option<Content>) -> Self {
        // The statuses of a spec are from 200 to 599, so the fallback is never used.
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, headers: Vec::new(), body, ending: Ending::Whole, delay: Duration::ZERO }
    }

    /// Returns the reply of a real provider, for the log.
    pub(crate) fn forwarded(response: &Response<Bytes>) -> Self {
        let text = String::from_utf8_lossy(response.body());
        let body = match serde_json::from_slice(response.body()) {
            _ if text.is_empty() => None,
            Ok(json) => Some(Content::json(json)),
            Err(_) => Some(Content::json(Json::from(format!("({} bytes)", text.len())))),
        };
        Self { status: response.status(), ..Self::new(200, body) }
    }

    pub(crate) fn ending(self, ending: Ending) -> Self {
        Self { ending, ..self }
    }

    /// Whether a header is set.
    pub(crate) fn has(&self, name: &HeaderName) -> bool {
        self.headers.iter().any(|(set, _)| set == name)
    }

    /// Whether the body or a header has this text as a value.
    pub(crate) fn mentions(&self, text: &str) -> bool {
        let in_headers = self.headers.iter().any(|(_, value)| value.to_str().is_ok_and(|value| value.contains(text)));
        in_headers || self.body.as_ref().is_some_and(|body| contains(&body.json, text))
    }

    /// Replaces a text wherever the body or a header has it.
    pub(crate) fn replace(&mut self, before: &str, after: &str) {
        for (_, value) in &mut self.headers {
            let text = value.to_str().ok().filter(|text| text.contains(before)).map(|text| text.replace(before, after));
            if let Some(new) = text.and_then(|text| HeaderValue::from_str(&text).ok()) {
                *value = new;
            }
        }
        if let Some(body) = &mut self.body {
            replace(&mut body.json, before, after);
            body.text = body.text.as_ref().map(|text| text.replace(before, after));
        }
    }

    /// Adds a header, unless the value is not valid in one.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }

    /// Adds headers, except malformed ones.
    pub(crate) fn with_all(self, headers: &[(String, String)]) -> Self {
        headers.iter().fold(self, |reply, (name, value)| match HeaderName::from_bytes(name.as_bytes()) {
            Ok(name) => reply.with(name, value),
            Err(_) => reply,
        })
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let Self { status, headers, body, ending, delay: _ } = self;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        for (name, value) in headers {
            response.headers_mut().append(name, value);
        }
        if let Some(Content { media_type, json, text }) = body {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
            *response.body_mut() = Body::from(text.unwrap_or_else(|| json.to_string()));
        }
        cut::end(response, ending)
    }
}

/// Whether a value, or a value inside it, is this text.
fn contains(json: &Json, text: &str) -> bool {
    match json {
        Json::String(found) => found == text,
        Json::Array(items) => items.iter().any(|json| contains(json, text)),
        Json::Object(members) => members.values().any(|json| contains(json, text)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

fn replace(json: &mut Json, before: &str, after: &str) {
    match json {
        Json::String(found) if found == before => after.clone_into(found),
        Json::Array(items) => items.iter_mut().for_each(|json| replace(json, before, after)),
        Json::Object(members) => members.values_mut().for_each(|json| replace(json, before, after)),
        Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

impl Content {
    /// Makes the body of an example.
    pub(crate) fn of(json: &Json, text: Option<&str>, encoding: ReplyEncoding) -> Self {
        let media_type = if text.is_some() { encoding.media_type() } else { ReplyEncoding::Json.media_type() };
        Self { media_type, json: json.clone(), text: text.map(str::to_owned) }
    }

    pub(crate) fn json(json: Json) -> Self {
        Self { media_type: "application/json", json, text: None }
    }

    /// Makes a body of problem details (RFC 9457).
    pub(crate) fn problem(json: Json) -> Self {
        Self { media_type: "application/problem+json", json, text: None }
    }

    /// Makes a page for a browser.
    pub(crate) fn html(text: &str) -> Self {
        Self { media_type: "text/html; charset=utf-8", json: Json::Null, text: Some(text.to_owned()) }
    }

    /// Makes the body of an error without a documented one.
    pub(crate) fn message(text: &str) -> Self {
        Self::json(json!({ "message": text }))
    }
}
