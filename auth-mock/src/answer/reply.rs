//! A reply before it is sent.

use auth_codegen::model::ReplyEncoding;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::{Value as Json, json};

/// A reply.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Option<Content>,
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
        Self { status, headers: Vec::new(), body }
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
        let Self { status, headers, body } = self;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        for (name, value) in headers {
            response.headers_mut().append(name, value);
        }
        if let Some(Content { media_type, json, text }) = body {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
            *response.body_mut() = Body::from(text.unwrap_or_else(|| json.to_string()));
        }
        response
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
