//! Headers that are sent with a token.

use http::{HeaderName, HeaderValue};

use crate::expression::{Named, evaluate_known};
use crate::host::SettingValues;
use crate::host::captured::Captured;
use crate::request::header::{encode_halves, sensitive, text};
use crate::request::{BasicEncoding, Fields, Part, Place, RequestProblem};
use crate::value::Value;
use crate::value::encode::text_of;
use crate::value::wiped::WipedBuffer;
use crate::{Encode, Secret};

/// Headers that are sent with a token, in addition to the token's own: see
/// [`TokenSource::further_parts`](super::TokenSource::further_parts).
#[derive(Clone, Debug, Default)]
pub struct FurtherParts {
    pub(crate) headers: Vec<FurtherHeader>,
    settings: SettingValues,
    captured: Captured,
}

#[derive(Clone, Debug)]
pub(crate) struct FurtherHeader {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    /// The value for a header.
    pub(crate) value: Option<HeaderValue>,
    /// The value as a secret, to be hidden from errors.
    pub(crate) secret: Secret,
}

impl FurtherParts {
    /// Makes an empty collection for a connection with these settings, after a login that captured these values.
    pub(crate) fn of(settings: &SettingValues, captured: &Captured) -> Self {
        Self { headers: Vec::new(), settings: settings.clone(), captured: captured.clone() }
    }

    /// Adds the header `name`, in lower case. The value is marked as sensitive, and is wiped with the token. Absent
    /// values are left out. Returns an error if the value is not valid in a header.
    pub fn header(&mut self, name: &'static str, value: &dyn Encode) -> Result<(), RequestProblem> {
        self.value(name, &value.encode())
    }

    /// Adds a header whose value is an expression: `Value::concat([Value::text("t-"), self.org.encode()])`.
    pub fn value(&mut self, name: &'static str, value: &Value<'_>) -> Result<(), RequestProblem> {
        let value = &self.evaluate(value)?;
        if matches!(value, Value::Absent) {
            return Ok(());
        }
        let header = FurtherHeader::of(name, value).ok_or(RequestProblem::CredentialText { header: name })?;
        self.headers.push(header);
        Ok(())
    }

    /// Adds `Authorization: Basic …` (RFC 7617). An absent user name or password is sent as empty.
    pub fn basic(
        &mut self,
        username: &Value<'_>,
        password: &Value<'_>,
        encoding: BasicEncoding,
    ) -> Result<(), RequestProblem> {
        let half = |name, value| Ok(Part { encoding, ..Part::new(Place::Basic, name, self.evaluate(value)?) });
        let (value, secret) = encode_halves(&half("username", username)?, &half("password", password)?)?;
        self.headers.push(FurtherHeader {
            place: Place::Header,
            name: "authorization",
            value: sensitive(value),
            secret,
        });
        Ok(())
    }

    /// Adds a part in another place than a header.
    pub fn part(&mut self, place: Place, name: &'static str, value: &Value<'_>) -> Result<(), RequestProblem> {
        let value = &self.evaluate(value)?;
        if matches!(value, Value::Absent) {
            return Ok(());
        }
        let secret = Secret::from(text(name, value)?.as_str());
        self.headers.push(FurtherHeader { place, name, value: None, secret });
        Ok(())
    }

    /// Adds the parts to a request.
    pub(crate) fn add_to(&self, to: &mut Fields<'_>) {
        for part in &self.headers {
            match &part.value {
                Some(value) => to.ready(part.name, Some(value), &part.secret),
                None => drop(to.part(part.place, part.name, Value::Made(part.secret.clone()))),
            }
        }
    }

    /// Returns the value of a header.
    pub(crate) fn header_text(&self, name: &str) -> Option<WipedBuffer> {
        let header = self.headers.iter().find(|header| header.name == name)?;
        header.value.as_ref()?.to_str().ok().map(WipedBuffer::from)
    }

    fn evaluate<'a>(&self, value: &Value<'a>) -> Result<Value<'a>, RequestProblem> {
        evaluate(&self.settings, &self.captured, value)
    }
}

impl FurtherHeader {
    /// Encodes a header; `None` if the name or the value is not valid.
    fn of(name: &'static str, value: &Value<'_>) -> Option<Self> {
        HeaderName::from_lowercase(name.as_bytes()).ok()?;
        let text = text_of(value)?;
        let secret = Secret::from(text.as_str());
        Some(Self { place: Place::Header, name, value: Some(sensitive(text)?), secret })
    }
}

/// Evaluates an expression over settings and captured values.
pub(crate) fn evaluate<'a>(
    settings: &SettingValues,
    captured: &Captured,
    value: &Value<'a>,
) -> Result<Value<'a>, RequestProblem> {
    evaluate_known(settings, captured, &Named::default(), value)
}
