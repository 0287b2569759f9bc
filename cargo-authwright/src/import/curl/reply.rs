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
}

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
    let is_said = words.iter().any(|word| lower.contains(word));
    let in_brackets = plain.split('(').nth(1).and_then(|rest| status(rest.split(')').next()?)).is_some();
    let found = numbers(plain).find_map(status);
    let starts = plain.get(..3).and_then(status).is_some();
    found.filter(|_| (is_said || starts || in_brackets) && plain.len() <= 80)
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
            ("You can send 300 messages", None),
            ("Example with 5000 items", None),
        ];
        for (line, expected) in rows {
            assert_eq!(status_in_prose(line), expected, "{line}");
        }
        assert_eq!(
            [status_line("HTTP/2 204"), status_line("< HTTP/1.1 200 OK"), status_line("HTTP")],
            [Some(204), Some(200), None]
        );
        assert!(form("a=b&c=d").is_some() && form("a b=c").is_none() && form("plain").is_none());
    }
}
