//! AWS Signature Version 4:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

use http::HeaderMap;

use super::{Given, configuration, hex, pairs, percent};
use crate::expression::Digest;
use crate::request::Context;
use crate::sign::{Sign, SignError, SignFuture, Signature, Unsigned};
use crate::value::{Secret, Timestamp, Value};

/// AWS Signature Version 4.
#[derive(Clone, Debug)]
#[must_use]
pub struct SigV4<'a> {
    access_key_id: Value<'a>,
    secret_access_key: Value<'a>,
    session_token: Value<'a>,
    service: Value<'a>,
    region: Value<'a>,
    place: SigV4In,
    path: SigV4Path,
    lifetime: u32,
}

/// Where an AWS signature is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigV4In {
    /// In `Authorization`.
    Headers,
    /// In the query, as a presigned URL.
    Query,
}

/// How often the path is percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SigV4Path {
    /// As it is sent: for Amazon S3, whose requests also contain the digest of their body.
    Once,
    /// Once more: for all other services.
    Twice,
}

/// Headers that are not signed, because proxies and HTTP libraries add or change them.
const UNSIGNED: [&str; 10] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];
const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// Instead of the digest of a body that is not signed.
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

impl<'a> SigV4<'a> {
    /// Makes signatures for a service in a region, in headers, and with a path that is encoded twice.
    pub fn new(access_key_id: Value<'a>, secret_access_key: Value<'a>, service: Value<'a>, region: Value<'a>) -> Self {
        Self {
            access_key_id,
            secret_access_key,
            session_token: Value::Absent,
            service,
            region,
            place: SigV4In::Headers,
            path: SigV4Path::Twice,
            lifetime: 300,
        }
    }

    /// Sets the token of temporary credentials, which may be absent.
    pub fn session_token(self, session_token: Value<'a>) -> Self {
        Self { session_token, ..self }
    }

    /// Sets where the signature is sent.
    pub fn place(self, place: SigV4In) -> Self {
        Self { place, ..self }
    }

    /// Sets how often the path is percent-encoded.
    pub fn path(self, path: SigV4Path) -> Self {
        Self { path, ..self }
    }

    /// Sets the validity in seconds of a signature in the query; 300 by default.
    pub fn lifetime(self, seconds: u32) -> Self {
        Self { lifetime: seconds, ..self }
    }

    /// Makes the signature own all its values.
    pub fn into_owned(self) -> SigV4<'static> {
        SigV4 {
            access_key_id: self.access_key_id.into_owned(),
            secret_access_key: self.secret_access_key.into_owned(),
            session_token: self.session_token.into_owned(),
            service: self.service.into_owned(),
            region: self.region.into_owned(),
            place: self.place,
            path: self.path,
            lifetime: self.lifetime,
        }
    }

    fn signature(&self, given: Given<'_>) -> Result<Signature, SignError> {
        let scope = Scope::new(self, given)?;
        let token = given.optional(&self.session_token)?;
        match self.place {
            SigV4In::Headers => self.in_headers(given, &scope, token),
            SigV4In::Query => self.in_query(given, &scope, token),
        }
    }

    fn in_headers(&self, given: Given<'_>, scope: &Scope, token: Option<Secret>) -> Result<Signature, SignError> {
        let body = self.payload(given)?;
        let mut added = vec![("x-amz-date", Secret::from(scope.time.as_str()))];
        if self.path == SigV4Path::Once {
            added.push(("x-amz-content-sha256", Secret::from(body.as_str())));
        }
        added.extend(token.map(|token| ("x-amz-security-token", token)));
        let headers = canonical_headers(given.request, &added);
        let names = signed_names(&headers);
        let canonical = self.canonical(given, &canonical_query(given.request.query(), &[]), &headers, &body);
        let signature = scope.sign(&canonical);
        let id = given.text(&self.access_key_id)?;
        let value = format!(
            "{ALGORITHM} Credential={}/{}, SignedHeaders={names}, Signature={signature}",
            id.expose(),
            scope.text
        );
        let signed = Signature::default().header("authorization", value);
        Ok(added.into_iter().fold(signed, |signed, (name, value)| signed.header(name, value)))
    }

    /// Returns the digest of the body. Amazon S3 takes a body that nobody has read yet without one.
    fn payload(&self, given: Given<'_>) -> Result<String, SignError> {
        if given.request.is_streamed() && self.path == SigV4Path::Once {
            return Ok(UNSIGNED_PAYLOAD.to_owned());
        }
        Ok(hex_digest(given.request.whole_body().map_err(configuration)?))
    }

    fn in_query(&self, given: Given<'_>, scope: &Scope, token: Option<Secret>) -> Result<Signature, SignError> {
        let body = match self.path {
            SigV4Path::Once => UNSIGNED_PAYLOAD.to_owned(),
            SigV4Path::Twice => self.payload(given)?,
        };
        let headers = canonical_headers(given.request, &[]);
        let id = given.text(&self.access_key_id)?;
        let mut added = vec![
            ("X-Amz-Algorithm", Secret::from(ALGORITHM)),
            ("X-Amz-Credential", Secret::from(format!("{}/{}", id.expose(), scope.text))),
            ("X-Amz-Date", Secret::from(scope.time.as_str())),
            ("X-Amz-Expires", Secret::from(self.lifetime.to_string())),
            ("X-Amz-SignedHeaders", Secret::from(signed_names(&headers))),
        ];
        added.extend(token.map(|token| ("X-Amz-Security-Token", token)));
        let query = canonical_query(given.request.query(), &added);
        let signature = scope.sign(&self.canonical(given, &query, &headers, &body));
        let signed = added.into_iter().fold(Signature::default(), |signed, (name, value)| signed.query(name, value));
        Ok(signed.query("X-Amz-Signature", signature))
    }

    /// Returns the canonical request.
    fn canonical(&self, given: Given<'_>, query: &str, headers: &[(String, String)], body: &str) -> String {
        let path = match self.path {
            SigV4Path::Once => given.request.path().to_owned(),
            SigV4Path::Twice => given.request.path().split('/').map(percent).collect::<Vec<_>>().join("/"),
        };
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let names = signed_names(headers);
        format!("{}\n{path}\n{query}\n{lines}\n{names}\n{body}", given.request.method())
    }
}

/// The time, region and service of a signature, and the key derived from them.
struct Scope {
    /// The time: `20150830T123600Z`.
    time: String,
    /// The credential scope: `20150830/us-east-1/iam/aws4_request`.
    text: String,
    key: zeroize::Zeroizing<Vec<u8>>,
}

impl Scope {
    fn new(signer: &SigV4<'_>, given: Given<'_>) -> Result<Self, SignError> {
        let (service, region) = (given.text(&signer.service)?, given.text(&signer.region)?);
        let secret = given.text(&signer.secret_access_key)?;
        let time = time(given.seconds());
        let date = time.get(..8).unwrap_or_default();
        let hmac = |key: &[u8], text: &str| Digest::Sha256.keyed(key, text.as_bytes());
        let first = Secret::from(format!("AWS4{}", secret.expose()));
        let key = hmac(&hmac(&hmac(first.expose().as_bytes(), date), region.expose()), service.expose());
        let text = format!("{date}/{}/{}/aws4_request", region.expose(), service.expose());
        Ok(Self { key: hmac(&key, "aws4_request"), text, time })
    }

    fn sign(&self, canonical: &str) -> String {
        let text = format!("{ALGORITHM}\n{}\n{}\n{}", self.time, self.text, hex_digest(canonical.as_bytes()));
        hex(&Digest::Sha256.keyed(&self.key, text.as_bytes()))
    }
}

/// Formats a time: `20150830T123600Z`.
fn time(seconds: u64) -> String {
    let second = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    Timestamp::from(second).as_str().chars().filter(|char| !"-:".contains(*char)).collect()
}

fn hex_digest(bytes: &[u8]) -> String {
    hex(&Digest::Sha256.of(bytes))
}

/// Returns the headers to sign, in the order of their lower-case names, with superfluous spaces removed from the
/// values.
fn canonical_headers(request: Unsigned<'_>, added: &[(&str, Secret)]) -> Vec<(String, String)> {
    let is_signed = |name: &str| !UNSIGNED.contains(&name) && !added.iter().any(|(known, _)| *known == name);
    let own = names(request.headers()).into_iter().filter(|name| is_signed(name));
    let own = own.map(|name| (name.to_owned(), values(request.headers(), name)));
    let added = added.iter().map(|(name, value)| ((*name).to_owned(), value.expose().to_owned()));
    let mut headers: Vec<_> = own.chain(added).chain([("host".to_owned(), request.authority())]).collect();
    headers.sort();
    headers
}

fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(http::HeaderName::as_str).collect()
}

fn values(headers: &HeaderMap, name: &str) -> String {
    let text = |value: &http::HeaderValue| {
        String::from_utf8_lossy(value.as_bytes()).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    };
    headers.get_all(name).iter().map(text).collect::<Vec<_>>().join(",")
}

fn signed_names(headers: &[(String, String)]) -> String {
    headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";")
}

/// Returns the encoded names and values of the query, sorted.
fn canonical_query(query: &str, added: &[(&str, Secret)]) -> String {
    let added = added.iter().map(|(name, value)| ((*name).to_owned(), value.expose().to_owned()));
    let all = pairs(query, false).into_iter().chain(added);
    let mut all: Vec<_> = all.map(|(name, value)| (percent(&name), percent(&value))).collect();
    all.sort();
    all.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

impl Sign for SigV4<'_> {
    fn sign<'s>(&'s self, request: Unsigned<'s>, context: &'s Context) -> SignFuture<'s> {
        Box::pin(async move { self.signature(Given { request, context }) })
    }
}
