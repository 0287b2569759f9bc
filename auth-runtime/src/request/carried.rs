//! Hides the secrets of a request in replies that repeat them.

use std::borrow::Cow;
use std::fmt;

use smallvec::SmallVec;

use crate::value::encode::write_json_text;
use crate::value::head::Hide;
use crate::value::json::{Text, is_number, literals};
use crate::value::scrub::{MARK, SHORT, scrub};
use crate::value::wiped::WipedBuffer;
use crate::value::{JsonRef, Secret};

/// The maximum number of bytes of a document that are searched. The rest is hidden, because errors that people read are
/// shorter.
const SEARCHED: usize = 256 * 1024;

/// What separates the scalars of a document.
const PUNCTUATION: [char; 10] = [',', ':', '[', ']', '{', '}', ' ', '\n', '\r', '\t'];

/// The secrets of a request and its credential; few requests have more than four.
pub(crate) type Secrets = SmallVec<[Secret; 4]>;

/// The secrets that were sent with a request. `Prepared::into_http` puts them into the extensions of the HTTP request.
///
/// Some providers repeat a rejected token or password in an error message. The typed error, which may be logged, has
/// `…` in its place; the raw body is not changed. A secret is found in plain text and in percent-encoding, HTML or JSON
/// escapes and base64, even if these are nested. A secret of less than 4 bytes is hidden only if it is a whole value.
#[derive(Clone, Default)]
pub struct Carried(Secrets);

impl Carried {
    pub(crate) fn new(mut secrets: Secrets) -> Self {
        secrets.retain(|secret| !secret.expose().is_empty());
        Self(secrets)
    }

    /// Adds a secret to hide.
    pub(crate) fn add(&mut self, secret: &Secret) {
        if !secret.expose().is_empty() {
            self.0.push(secret.clone());
        }
    }

    /// Returns the document without the secrets; `None` if it contains none of them.
    pub(crate) fn scrub_json(&self, json: JsonRef<'_>) -> Option<WipedBuffer> {
        if self.0.is_empty() {
            return None;
        }
        let (text, mut out, mut done, mut left) = (json.get(), WipedBuffer::new(), 0, SEARCHED);
        let mut hidden = false;
        for (start, literal) in literals(text) {
            hidden |= self.scrub_numbers(text.get(done..start).unwrap_or_default(), &mut out);
            done = start + literal.len();
            let is_name = text.get(done..).is_some_and(|rest| rest.trim_start().starts_with(':'));
            hidden |= self.scrub_literal(literal, is_name, &mut left, &mut out);
        }
        hidden |= self.scrub_numbers(text.get(done..).unwrap_or_default(), &mut out);
        hidden.then_some(out)
    }

    /// Returns the text without the secrets.
    pub(crate) fn scrub<'t>(&self, text: &'t str) -> Cow<'t, str> {
        scrub(self.0.iter(), text).map_or(Cow::Borrowed(text), |scrubbed| Cow::Owned(scrubbed.as_str().to_owned()))
    }

    /// Writes a string literal without the secrets, and returns whether it contained any. A literal that cannot be
    /// decoded cannot be searched, so the whole literal is hidden.
    fn scrub_literal(&self, literal: &str, is_name: bool, left: &mut usize, out: &mut WipedBuffer) -> bool {
        // A short secret is hidden only as a value, because names must remain readable. No encoding makes a secret
        // shorter.
        let least = if is_name { SHORT } else { 1 };
        let secrets = || self.0.iter().filter(|secret| (least..literal.len()).contains(&secret.expose().len()));
        if secrets().next().is_none() {
            out.push_str(literal);
            return false;
        }
        let text = left.checked_sub(literal.len()).and_then(|rest| {
            *left = rest;
            Text::read(literal)
        });
        match text.map(|text| scrub(secrets(), &text)) {
            Some(None) => {
                out.push_str(literal);
                return false;
            }
            Some(Some(scrubbed)) => write_json_text(scrubbed.as_str(), out),
            None => write_json_text(MARK, out),
        }
        true
    }

    /// Writes the text between string literals, with `0` for a number that is a secret, and returns whether there was
    /// one.
    fn scrub_numbers(&self, text: &str, out: &mut WipedBuffer) -> bool {
        let mut hidden = false;
        for scalar in text.split_inclusive(PUNCTUATION) {
            let number = scalar.trim_end_matches(PUNCTUATION);
            let is_secret = self.has_number(number);
            out.push_str(if is_secret { "0" } else { number });
            out.push_str(scalar.get(number.len()..).unwrap_or_default());
            hidden |= is_secret;
        }
        hidden
    }

    /// Whether a scalar of a document is a number that is a secret.
    fn has_number(&self, scalar: &str) -> bool {
        is_number(scalar) && self.0.iter().any(|secret| secret.matches(scalar))
    }
}

impl Hide for Carried {
    fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.scrub(text)
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Carried({} texts)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_what_was_sent() {
        let secrets = ["s3cret\"x", "abc", "hunter22", "123456", "true"];
        let carried = Carried::new(secrets.map(Secret::from).into_iter().collect());
        let rows = [
            (r#"{"a":"bad key s3cret\"x!"}"#, Some(r#"{"a":"bad key …!"}"#)),
            (r#"{"hunter22":["s3cret\u0022x",1]}"#, Some(r#"{"…":["…",1]}"#)),
            (r#"{"a":"\ud83d hunter22"}"#, Some(r#"{"a":"…"}"#)),
            (r#"{"a":"k=s3cret%22x&"}"#, Some(r#"{"a":"k=…&"}"#)),
            (r#"{"a":"abc","b":"abc \"quoted\""}"#, Some(r#"{"a":"…","b":"abc \"quoted\""}"#)),
            (r#"{"a": [123456 , 1234567,1],"b":123456}"#, Some(r#"{"a": [0 , 1234567,1],"b":0}"#)),
            ("123456", Some("0")),
            (r#"{"abc":"abcd \"quoted\"","b":1.5,"c":true}"#, None),
        ];
        for (body, expected) in rows {
            let scrubbed = carried.scrub_json(JsonRef::parse(body.as_bytes()).unwrap());
            assert_eq!(scrubbed.as_ref().map(WipedBuffer::as_str), expected, "{body}");
        }
        assert_eq!(carried.scrub("see hunter22 there"), "see … there");
        assert_eq!(format!("{carried:?}"), "Carried(5 texts)");
        assert!(Carried::default().scrub_json(JsonRef::parse(b"\"hunter22\"").unwrap()).is_none());
    }

    /// The search is limited, and what was not searched is not shown.
    #[test]
    fn a_long_document_is_hidden() {
        let carried = Carried::new(smallvec::smallvec!["hunter22".into()]);
        let body = format!("[{}\"hunter22\"]", "\"a b\",".repeat(100_000));
        let scrubbed = carried.scrub_json(JsonRef::parse(body.as_bytes()).unwrap()).unwrap();
        assert!(scrubbed.as_str().starts_with("[\"a b\",") && scrubbed.as_str().ends_with(",\"…\"]"));
    }
}
