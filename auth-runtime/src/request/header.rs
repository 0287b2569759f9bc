//! Encodes the headers of a request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::request::carried::Secrets;
use crate::request::part::Part;
use crate::request::place::{BasicEncoding, Place};
use crate::request::write::percent::form_encode;
use crate::request::{Fields, RequestProblem};
use crate::value::encode::written;
use crate::value::head::cookie::{is_of, is_open};
use crate::value::wiped::WipedBuffer;
use crate::value::{Secret, Value};

/// Who adds a header. A credential's secret must not be empty, and its headers are marked sensitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adds {
    Request,
    Credential,
}

/// Calls `found` with each header. Texts that are derived from secrets and would themselves be secrets in a reply are
/// added to `secrets`.
pub(crate) fn each_header(
    fields: &Fields<'_>,
    adds: Adds,
    secrets: &mut Secrets,
    found: &mut dyn FnMut(HeaderName, HeaderValue),
) -> Result<(), RequestProblem> {
    for part in fields.parts_at(Place::Header).filter(|part| !part.is_absent()) {
        found(header_name(part.name, adds)?, header_value(part, adds)?);
    }
    if let Some(value) = cookies(fields, adds)? {
        found(COOKIE, value);
    }
    if let Some(value) = basic(fields, secrets)? {
        found(AUTHORIZATION, value);
    }
    Ok(())
}

/// Joins all cookies in one header, in order (RFC 6265 §4.2.1).
fn cookies(fields: &Fields<'_>, adds: Adds) -> Result<Option<HeaderValue>, RequestProblem> {
    let mut all = WipedBuffer::new();
    for part in fields.parts_at(Place::Cookie).filter(|part| !part.is_absent()) {
        let value = cookie(part, adds)?;
        all.push_str(if all.as_slice().is_empty() { "" } else { "; " });
        if !is_open(part.name) {
            all.push_str(part.name);
            all.push_str("=");
        }
        all.push(value.as_slice());
    }
    Ok(if all.as_slice().is_empty() { None } else { sensitive(all) })
}

fn cookie(part: &Part<'_>, adds: Adds) -> Result<WipedBuffer, RequestProblem> {
    let value = text(part.name, &part.value)?;
    let is_named = !is_open(part.name) || is_of(part.name, value.as_str());
    let fits = is_named && !is_missing(&value, adds) && value.as_slice().iter().all(|byte| is_cookie_octet(*byte));
    if fits { Ok(value) } else { Err(unfit(part.name, adds)) }
}

/// Whether a text is empty that must not be.
fn is_missing(text: &WipedBuffer, adds: Adds) -> bool {
    adds == Adds::Credential && text.as_slice().is_empty()
}

/// Whether a byte is allowed in a cookie value (RFC 6265 §4.1.1).
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}

/// Joins the cookies of a request with those of its credential.
pub(crate) fn joined(first: &HeaderValue, second: &HeaderValue) -> Option<HeaderValue> {
    let mut all = WipedBuffer::new();
    all.push(first.as_bytes());
    all.push_str("; ");
    all.push(second.as_bytes());
    sensitive(all)
}

fn header_name(name: &'static str, adds: Adds) -> Result<HeaderName, RequestProblem> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| unfit(name, adds))
}

fn unfit(header: &'static str, adds: Adds) -> RequestProblem {
    match adds {
        Adds::Request => RequestProblem::HeaderText { header },
        Adds::Credential => RequestProblem::CredentialText { header },
    }
}

fn header_value(part: &Part<'_>, adds: Adds) -> Result<HeaderValue, RequestProblem> {
    if let Some(ready) = &part.ready {
        return ready.header.clone().ok_or_else(|| unfit(part.name, adds));
    }
    let Part { name, value, .. } = part;
    let text = text(name, value)?;
    let fits = !is_missing(&text, adds) && is_visible(text.as_slice()) && secrets_fit(value, adds);
    let mut header = Some(text).filter(|_| fits).and_then(sensitive).ok_or_else(|| unfit(name, adds))?;
    header.set_sensitive(adds == Adds::Credential || value.is_secret());
    Ok(header)
}

fn is_visible(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// Whether the secrets in a value have no spaces: they often come from a file that ends with a line break.
fn secrets_fit(value: &Value<'_>, adds: Adds) -> bool {
    let mut fit = true;
    value.each_secret(&mut |secret| {
        let text = secret.expose();
        fit &= text.bytes().all(|byte| byte.is_ascii_graphic()) && (adds == Adds::Request || !text.is_empty());
    });
    fit
}

/// Encodes a value as text. The buffer is wiped, because the value may be a secret.
pub(crate) fn text(name: &'static str, value: &Value<'_>) -> Result<WipedBuffer, RequestProblem> {
    written(value).map_err(|_| RequestProblem::Unwritable { name })
}

/// Makes a header value that shares the buffer, so that it is wiped when the last copy is dropped.
pub(crate) fn sensitive(value: WipedBuffer) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(value.into_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Returns the value of `Authorization: Basic` (RFC 7617 §2), if the request has a user name and password.
fn basic(fields: &Fields<'_>, secrets: &mut Secrets) -> Result<Option<HeaderValue>, RequestProblem> {
    let mut halves = fields.parts_at(Place::Basic);
    let (Some(username), Some(password)) = (halves.next(), halves.next()) else { return Ok(None) };
    let (value, secret) = encode_halves(username, password)?;
    secrets.push(secret);
    Ok(sensitive(value))
}

/// Returns the value of `Authorization: Basic`, and the secret in it.
pub(crate) fn encode_halves(username: &Part<'_>, password: &Part<'_>) -> Result<(WipedBuffer, Secret), RequestProblem> {
    let value = encode_basic(&pair(username, password)?);
    let secret = Secret::from(value.as_str().trim_start_matches("Basic "));
    Ok((value, secret))
}

fn pair(username: &Part<'_>, password: &Part<'_>) -> Result<WipedBuffer, RequestProblem> {
    let mut pair = half(username)?;
    if pair.as_slice().contains(&b':') {
        return Err(RequestProblem::UserName);
    }
    pair.push(b":");
    pair.push(half(password)?.as_slice());
    Ok(pair)
}

fn half(part: &Part<'_>) -> Result<WipedBuffer, RequestProblem> {
    let plain = text(part.name, &part.value)?;
    match part.encoding {
        BasicEncoding::Plain => Ok(plain),
        BasicEncoding::Form => {
            let mut encoded = WipedBuffer::new();
            form_encode(plain.as_str(), &mut encoded);
            Ok(encoded)
        }
    }
}

fn encode_basic(pair: &WipedBuffer) -> WipedBuffer {
    let mut value = WipedBuffer::new();
    value.push_str("Basic ");
    // Three bytes at a time are encoded as four characters without padding, so that no unwiped text is made.
    for piece in pair.as_slice().chunks(3) {
        let mut four = Zeroizing::new([0; 4]);
        let written = STANDARD.encode_slice(piece, four.as_mut_slice()).unwrap_or_default();
        value.push(four.get(..written).unwrap_or_default());
    }
    value
}
