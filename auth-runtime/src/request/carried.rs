//! The secrets that a request carries, so that an answer that repeats one does not show it.

use std::borrow::Cow;
use std::fmt;

use smallvec::SmallVec;

use crate::request::percent::{form_encode, percent_encode};
use crate::value::encode::write_json_text;
use crate::value::json::{Text, literals};
use crate::value::wiped::WipedBuffer;
use crate::value::{JsonRef, Secret};

/// Shorter texts occur by chance.
const SHORTEST: usize = 4;

/// Few requests have more, with their credential.
pub(crate) type Secrets = SmallVec<[Secret; 4]>;

/// The secrets that went out with a request. It travels in the extensions of what `Prepared::into_http` returns.
///
/// Some providers repeat a refused token or password in the message of the error. The typed view of that error, which
/// ends in logs, shows `…` in its place; the raw body stays as it is.
#[derive(Clone, Default)]
pub struct Carried(Secrets);

impl Carried {
    pub(crate) fn new(mut secrets: Secrets) -> Self {
        secrets.retain(|secret| secret.expose().len() >= SHORTEST);
        Self(secrets)
    }

    /// The document without the secrets; `None` where there is nothing to hide.
    pub(crate) fn scrub_json(&self, json: JsonRef<'_>) -> Option<WipedBuffer> {
        let texts = self.texts();
        let (mut out, mut done, mut hidden) = (WipedBuffer::new(), 0, false);
        for (start, literal) in literals(json.get()) {
            if let Some(scrubbed) = scrub_literal(&texts, literal) {
                out.push_str(json.get().get(done..start).unwrap_or_default());
                write_json_text(&scrubbed, &mut out);
                done = start + literal.len();
                hidden = true;
            }
        }
        out.push_str(json.get().get(done..).unwrap_or_default());
        hidden.then_some(out)
    }

    /// The text without the secrets.
    pub(crate) fn scrub<'t>(&self, text: &'t str) -> Cow<'t, str> {
        find(&self.texts(), text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// What is looked for. It is made when an answer is a refusal: most are none.
    fn texts(&self) -> Vec<Secret> {
        self.0.iter().flat_map(with_encoded).collect()
    }
}

/// A literal that cannot be read cannot be searched: it is hidden as a whole.
fn scrub_literal(texts: &[Secret], literal: &str) -> Option<String> {
    match Text::read(literal) {
        Some(text) => find(texts, &text),
        None => (!texts.is_empty()).then(|| String::from("…")),
    }
}

fn find(texts: &[Secret], text: &str) -> Option<String> {
    let mut scrubbed = None;
    for secret in texts {
        let current: &str = scrubbed.as_deref().unwrap_or(text);
        if current.contains(secret.expose()) {
            scrubbed = Some(current.replace(secret.expose(), "…"));
        }
    }
    scrubbed
}

/// A provider may repeat a form or a query as it came: percent-encoded.
fn with_encoded(secret: &Secret) -> impl Iterator<Item = Secret> {
    let (mut form, mut query) = (WipedBuffer::new(), WipedBuffer::new());
    form_encode(secret.expose(), &mut form);
    percent_encode(secret.expose(), &mut query);
    let encoded = [form, query].map(|text| Secret::from(text.as_str()));
    let other = encoded.into_iter().filter(|text| !text.matches(secret.expose())).collect::<Vec<_>>();
    std::iter::once(secret.clone()).chain(other)
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
        let carried = Carried::new(["s3cret\"x", "abc", "hunter22"].map(Secret::from).into_iter().collect());
        let rows = [
            (r#"{"a":"bad key s3cret\"x!"}"#, Some(r#"{"a":"bad key …!"}"#)),
            (r#"{"hunter22":["s3cret\u0022x",1]}"#, Some(r#"{"…":["…",1]}"#)),
            (r#"{"a":"\ud83d hunter22"}"#, Some(r#"{"a":"…"}"#)),
            (r#"{"a":"k=s3cret%22x&"}"#, Some(r#"{"a":"k=…&"}"#)),
            (r#"{"a":"abc \"quoted\""}"#, None),
        ];
        for (body, expected) in rows {
            let scrubbed = carried.scrub_json(JsonRef::parse(body.as_bytes()).unwrap());
            assert_eq!(scrubbed.as_ref().map(WipedBuffer::as_str), expected, "{body}");
        }
        assert_eq!(carried.scrub("see hunter22 there"), "see … there");
        assert_eq!(format!("{carried:?}"), "Carried(2 texts)");
    }
}
