//! HTTP Message Signatures (RFC 9421).

use std::fmt::Write as _;

use http::HeaderMap;

use super::{Given, configuration};
use crate::expression::{self, Encoding, encode};
use crate::request::{Context, RequestProblem};
use crate::sign::{Algorithm, JwtKey, Sign, SignError, SignFuture, Signature, Unsigned};
use crate::value::Value;

/// A signature of message components, in the headers `Signature` and `Signature-Input`. If the component
/// `content-digest` is missing in the request, it is computed from the body (RFC 9530).
#[derive(Clone, Debug)]
#[must_use]
pub struct HttpSignature<'a> {
    algorithm: Algorithm,
    key: JwtKey<Value<'a>>,
    key_id: Value<'a>,
    components: &'static [&'static str],
}

impl<'a> HttpSignature<'a> {
    /// Makes a signature of these components: `@method`, `@target-uri`, or lower-case header names.
    pub fn new(algorithm: Algorithm, key: impl Into<JwtKey<Value<'a>>>, components: &'static [&'static str]) -> Self {
        Self { algorithm, key: key.into(), key_id: Value::Absent, components }
    }

    /// Sets the identifier of the key.
    pub fn key_id(self, key_id: Value<'a>) -> Self {
        Self { key_id, ..self }
    }

    /// Makes the signature own all its values.
    pub fn into_owned(self) -> HttpSignature<'static> {
        let key = match self.key {
            JwtKey::Private(key) => JwtKey::Private(key),
            JwtKey::Secret(value) => JwtKey::Secret(value.into_owned()),
        };
        HttpSignature { algorithm: self.algorithm, key, key_id: self.key_id.into_owned(), components: self.components }
    }

    async fn signature(&self, given: Given<'_>) -> Result<Signature, SignError> {
        let digest = self.content_digest(given.request)?;
        let parameters = self.parameters(given)?;
        let base = self.base(given.request, digest.as_deref(), &parameters)?;
        let bytes = self.sign(given, base.as_bytes()).await?;
        let value = encode(&bytes, Encoding::Base64);
        let signed =
            digest.into_iter().fold(Signature::default(), |signed, digest| signed.header("content-digest", digest));
        let signed = signed.header("signature-input", format!("sig1={parameters}"));
        Ok(signed.header("signature", format!("sig1=:{}:", value.as_str())))
    }

    async fn sign(&self, given: Given<'_>, base: &[u8]) -> Result<Vec<u8>, SignError> {
        match &self.key {
            JwtKey::Private(key) => key.sign(self.algorithm, base).await,
            JwtKey::Secret(key) => Ok(expression::Digest::Sha256.keyed(given.bytes(key)?.as_slice(), base).to_vec()),
        }
    }

    /// Returns the digest of the body (RFC 9530), if it is to be signed and the request has none.
    fn content_digest(&self, request: Unsigned<'_>) -> Result<Option<String>, SignError> {
        const NAME: &str = "content-digest";
        if !self.components.contains(&NAME) || request.headers().contains_key(NAME) {
            return Ok(None);
        }
        let body = request.whole_body().map_err(configuration)?;
        let digest = encode(&expression::Digest::Sha256.of(body), Encoding::Base64);
        Ok(Some(format!("sha-256=:{}:", digest.as_str())))
    }

    /// Returns the inner list of the components, with its parameters (RFC 9421 §2.3).
    fn parameters(&self, given: Given<'_>) -> Result<String, SignError> {
        let names: Vec<String> = self.components.iter().map(|name| format!("\"{name}\"")).collect();
        let mut text = format!("({});created={}", names.join(" "), given.seconds());
        if let Some(id) = given.optional(&self.key_id)? {
            let _ = write!(text, ";keyid=\"{}\"", id.expose().replace('\\', "\\\\").replace('"', "\\\""));
        }
        Ok(text)
    }

    /// Returns the signature base (RFC 9421 §2.5).
    fn base(&self, request: Unsigned<'_>, digest: Option<&str>, parameters: &str) -> Result<String, SignError> {
        let mut base = String::new();
        for name in self.components {
            let _ = writeln!(base, "\"{name}\": {}", covered(name, request, digest)?);
        }
        let _ = write!(base, "\"@signature-params\": {parameters}");
        Ok(base)
    }
}

/// Returns the value of a component that must be there.
fn covered(name: &'static str, request: Unsigned<'_>, digest: Option<&str>) -> Result<String, SignError> {
    let value = match (name, digest) {
        ("content-digest", Some(digest)) => Some(digest.to_owned()),
        (name, _) => component(name, request),
    };
    let missing = RequestProblem::Computed { name, reason: "the request has no such component to sign" };
    value.ok_or_else(|| configuration(missing))
}

/// Returns the value of a component (RFC 9421 §2.1 and §2.2).
fn component(name: &str, request: Unsigned<'_>) -> Option<String> {
    Some(match name {
        "@method" => request.method().as_str().to_owned(),
        "@target-uri" => request.url().to_owned(),
        "@authority" => request.authority(),
        "@scheme" => request.url().split_once("://")?.0.to_owned(),
        "@path" => request.path().to_owned(),
        "@query" => format!("?{}", request.query()),
        "@request-target" => request.target().to_owned(),
        name if name.starts_with('@') => return None,
        name => field(request.headers(), name)?,
    })
}

fn field(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Option<Vec<&str>> =
        headers.get_all(name).iter().map(|value| value.to_str().ok().map(str::trim)).collect();
    values.filter(|values| !values.is_empty()).map(|values| values.join(", "))
}

impl Sign for HttpSignature<'_> {
    fn sign<'s>(&'s self, request: Unsigned<'s>, context: &'s Context) -> SignFuture<'s> {
        Box::pin(self.signature(Given { request, context }))
    }
}
