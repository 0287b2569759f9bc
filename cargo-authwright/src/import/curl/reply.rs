//! A sample reply: its head, if the page prints one, and its body.

use serde_json::Value as Json;

/// What a page shows as the answer to a command.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reply {
    pub(super) line: usize,
    /// `None` if the page does not say it.
    pub(super) status: Option<u16>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Body,
    /// Whether the page calls it an error, without a status.
    pub(super) is_error: bool,
}

/// What a line before a reply says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Status(u16),
    Error,
}

/// The reason phrases of RFC 9110 §15, in lower case.
const PHRASES: [(&str, u16); 35] = [
    ("ok", 200),
    ("created", 201),
    ("accepted", 202),
    ("no content", 204),
    ("bad request", 400),
    ("unauthorized", 401),
    ("unauthorised", 401),
    ("unauthenticated", 401),
    ("payment required", 402),
    ("forbidden", 403),
    ("not found", 404),
    ("method not allowed", 405),
    ("not acceptable", 406),
    ("request timeout", 408),
    ("conflict", 409),
    ("gone", 410),
    ("length required", 411),
    ("precondition failed", 412),
    ("content too large", 413),
    ("payload too large", 413),
    ("unsupported media type", 415),
    ("expectation failed", 417),
    ("misdirected request", 421),
    ("unprocessable content", 422),
    ("unprocessable entity", 422),
    ("locked", 423),
    ("upgrade required", 426),
    ("too many requests", 429),
    ("internal server error", 500),
    ("server error", 500),
    ("not implemented", 501),
    ("bad gateway", 502),
    ("service unavailable", 503),
    ("gateway timeout", 504),
    ("http version not supported", 505),
];
/// Words beside a reason phrase that say nothing.
const FILLERS: [&str; 11] =
    ["response", "responses", "reply", "example", "sample", "json", "body", "http", "an", "the", "of"];
const ERRORS: [&str; 7] = ["error", "errors", "failure", "failed", "fail", "unsuccessful", "refusal"];

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    Empty,
    /// With the comments in it.
    Json(Json, Vec<(String, String)>),
    Form(Json),
    Text(String),
}

impl Reply {
    pub(super) fn is_refusal(&self) -> bool {
        self.status.is_some_and(|status| status >= 400)
    }

    /// The status of a success.
    pub(super) fn success(&self) -> Option<u16> {
        let implied = if self.body == Body::Empty { 204 } else { 200 };
        Some(self.status.unwrap_or(implied)).filter(|status| (200..300).contains(status))
    }

    pub(super) fn json(&self) -> Option<&Json> {
        match &self.body {
            Body::Json(json, _) | Body::Form(json) => Some(json),
            Body::Empty | Body::Text(_) => None,
        }
    }
}

/// Returns what a line of prose says about the reply below it: its status, its reason phrase, or that it is an error.
pub(super) fn said(line: &str) -> Option<Said> {
    if let Some(status) = status_in_prose(line) {
        return Some(Said::Status(status));
    }
    let lower = line.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !FILLERS.contains(word)).collect();
    let says_error = kept.iter().any(|word| ERRORS.contains(word));
    let whole = kept.join(" ");
    let bare: Vec<&str> = kept.iter().copied().filter(|word| !ERRORS.contains(word)).collect();
    let bare = bare.join(" ");
    let found = PHRASES.iter().find(|(phrase, _)| *phrase == whole || *phrase == bare);
    match found {
        Some((_, status)) => Some(Said::Status(*status)),
        None if says_error && (bare.is_empty() || lower.trim_start().starts_with("error:")) => Some(Said::Error),
        None => None,
    }
}

/// Returns the status in the first line of a head: `HTTP/1.1 200 OK`.
pub(super) fn status_line(line: &str) -> Option<u16> {
    let rest = line.trim().trim_start_matches("< ").strip_prefix("HTTP/")?;
    status(rest.split_whitespace().nth(1)?)
}

/// Returns the status that a line of prose says: `Response (401):`, `400 Bad Request`, `// 404`.
pub(super) fn status_in_prose(line: &str) -> Option<u16> {
    let plain = line.trim_start_matches(['#', '/', '*', '-', ' ', '>', '=']);
    let lower = plain.to_ascii_lowercase();
    let words = [
        "response", "status", "error", "return", "reply", "replies", "http", "failure", "success", "result", "output",
        "example",
    ];
    let is_code = lower.starts_with("code") || lower.starts_with("error code");
    let is_said = words.iter().any(|word| lower.contains(word));
    let in_brackets = plain.split('(').nth(1).and_then(|rest| status(rest.split(')').next()?)).is_some();
    let found = numbers(plain).find_map(status);
    let starts = plain.get(..3).and_then(status).is_some();
    found.filter(|_| (is_said || is_code || starts || in_brackets) && plain.len() <= 80)
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 3)
}

fn status(text: &str) -> Option<u16> {
    let is_number = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|status| is_number && (100..600).contains(status))
}

/// Returns a form-encoded body as an object: `access_token=…&scope=repo`.
pub(super) fn form(line: &str) -> Option<Json> {
    let line = line.trim();
    let is_form = !line.is_empty() && !line.contains(char::is_whitespace) && !line.contains("://");
    let pairs: Vec<&str> = line.split('&').collect();
    let is_pair = |pair: &&str| {
        let (name, _) = pair.split_once('=').unwrap_or_default();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    if !is_form || !pairs.iter().all(is_pair) {
        return None;
    }
    let pairs = url::form_urlencoded::parse(line.as_bytes());
    Some(Json::Object(pairs.map(|(name, value)| (name.into_owned(), Json::from(value.into_owned()))).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_of_pages() {
        let rows = [
            ("# 401", Some(401)),
            ("Response (404):", Some(404)),
            ("400 Bad Request", Some(400)),
            ("// 201 Created", Some(201)),
            ("Error response:", None),
            ("Code: 401", Some(401)),
            ("**Status**: 401", Some(401)),
            ("HTTP 401", Some(401)),
            ("You can send 300 messages", None),
            ("Example with 5000 items", None),
        ];
        for (line, expected) in rows {
            assert_eq!(status_in_prose(line), expected, "{line}");
        }
        let said_rows = [
            ("Bad Request", Some(Said::Status(400))),
            ("### Unauthorized:", Some(Said::Status(401))),
            ("Not Found response", Some(Said::Status(404))),
            ("Unprocessable Entity error", Some(Said::Status(422))),
            ("Error response", Some(Said::Error)),
            ("**Error**:", Some(Said::Error)),
            ("Example error", Some(Said::Error)),
            ("Errors are JSON", None),
            ("The token was not found", None),
            ("Response", None),
        ];
        for (line, expected) in said_rows {
            assert_eq!(said(line), expected, "{line}");
        }
        assert_eq!(
            [status_line("HTTP/2 204"), status_line("< HTTP/1.1 200 OK"), status_line("HTTP")],
            [Some(204), Some(200), None]
        );
        assert!(form("a=b&c=d").is_some() && form("a b=c").is_none() && form("plain").is_none());
    }
}
