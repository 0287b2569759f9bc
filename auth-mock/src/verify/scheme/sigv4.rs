//! Verifies AWS Signature Version 4, from the received request, as AWS describes it ("Create a signed AWS API request",
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>). It shares no code with the client.

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

use super::given::Given;
use super::signed::Signed;
use crate::read::received::{Pairs, Received};

/// What AWS percent-encodes: all but the unreserved characters of RFC 3986 §2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const SIGNATURE: &str = "X-Amz-Signature";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// What a request says about its signature.
struct Said {
    /// The key id, the date, the region, the service, and `aws4_request`.
    credential: Vec<String>,
    time: String,
    signed_headers: Vec<String>,
    signature: String,
    token: Option<String>,
}

/// Whether the signature is that of the key over this request.
pub(super) fn is_signed(given: &Given<'_>, received: &Received) -> bool {
    let said = if given.word("in") == Some("query") { in_query(received) } else { in_headers(received) };
    let Some(said) = said else { return false };
    let expected = ["access_key_id", "region", "service"].map(|name| given.text(name));
    let [Some(id), Some(region), Some(service)] = expected else { return false };
    let date = said.time.get(..8).unwrap_or_default();
    let is_scoped = said.credential == [id.as_str(), date, region.as_str(), service.as_str(), "aws4_request"];
    let is_object = given.word("path") == Some("once");
    let Some(payload) = payload(is_object, given.word("in") == Some("query"), received) else { return false };
    let Some(headers) = headers(&said.signed_headers, received) else { return false };
    let request = [
        received.method.as_str().to_owned(),
        path(is_object, received),
        query(received),
        headers,
        said.signed_headers.join(";"),
        payload,
    ];
    let scope = said.credential.get(1..).unwrap_or_default().join("/");
    let text = format!("{ALGORITHM}\n{}\n{scope}\n{}", said.time, hash(request.join("\n").as_bytes()));
    let secret = given.text("secret_access_key").unwrap_or_default();
    let steps = [date, &region, &service, "aws4_request"];
    let key = steps.iter().fold(format!("AWS4{secret}").into_bytes(), |key, step| mac(&key, step));
    is_scoped && said.token == given.text("session_token") && hex(&mac(&key, &text)) == said.signature
}

/// Returns when the request was signed; a presigned URL says how long it can be used.
pub(super) fn signed_at(given: &Given<'_>, received: &Received) -> Option<Signed> {
    let is_presigned = given.word("in") == Some("query");
    let said = if is_presigned { in_query(received) } else { in_headers(received) };
    let time = DateTime::strptime("%Y%m%dT%H%M%SZ", said?.time).ok()?;
    let at = time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
    let lives = parameters(received).into_iter().find(|(name, _)| name == "X-Amz-Expires");
    let lives = lives.filter(|_| is_presigned).and_then(|(_, seconds)| seconds.parse().ok());
    Some(Signed { at, lives: lives.unwrap_or_default() })
}

fn in_headers(received: &Received) -> Option<Said> {
    let rest = received.header("authorization")?.strip_prefix(ALGORITHM)?;
    let value = |name: &str| {
        let mut pairs = rest.split(',').filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
    };
    Some(Said {
        credential: value("Credential")?.split('/').map(str::to_owned).collect(),
        time: received.header("x-amz-date")?.to_owned(),
        signed_headers: value("SignedHeaders")?.split(';').map(str::to_owned).collect(),
        signature: value("Signature")?,
        token: received.header("x-amz-security-token").map(str::to_owned),
    })
}

fn in_query(received: &Received) -> Option<Said> {
    let pairs = parameters(received);
    let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let lives: Option<u32> = value("X-Amz-Expires")?.parse().ok();
    let is_limited = lives.is_some_and(|seconds| (1..=604_800).contains(&seconds));
    let is_it = value("X-Amz-Algorithm")? == ALGORITHM && is_limited;
    is_it.then_some(())?;
    Some(Said {
        credential: value("X-Amz-Credential")?.split('/').map(str::to_owned).collect(),
        time: value("X-Amz-Date")?,
        signed_headers: value("X-Amz-SignedHeaders")?.split(';').map(str::to_owned).collect(),
        signature: value(SIGNATURE)?,
        token: value("X-Amz-Security-Token"),
    })
}

/// Returns the digest of the body. Only Amazon S3 takes a body that is not signed.
fn payload(is_object: bool, is_presigned: bool, received: &Received) -> Option<String> {
    let digest = hash(received.bytes());
    match received.header("x-amz-content-sha256") {
        Some(UNSIGNED) if is_object => Some(UNSIGNED.to_owned()),
        Some(said) => (said == digest).then_some(digest),
        None if is_object && is_presigned => Some(UNSIGNED.to_owned()),
        None => (!is_object).then_some(digest),
    }
}

/// Returns the canonical headers. The host, the content type and all of Amazon's headers are signed.
fn headers(signed: &[String], received: &Received) -> Option<String> {
    let must = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-amz-");
    let mut names = received.headers.keys().map(axum::http::HeaderName::as_str);
    let is_complete = names.all(|name| !must(name) || signed.iter().any(|known| known == name));
    let is_sorted = signed.windows(2).all(|pair| pair[0] < pair[1]);
    (is_complete && is_sorted && signed.iter().any(|name| name == "host")).then_some(())?;
    let line = |name: &String| {
        let values = received.headers.get_all(name.as_str()).iter();
        let values: Vec<String> = values.map(|value| spaced_once(&String::from_utf8_lossy(value.as_bytes()))).collect();
        (!values.is_empty()).then(|| format!("{name}:{}\n", values.join(",")))
    };
    signed.iter().map(line).collect()
}

fn spaced_once(value: &str) -> String {
    value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the canonical path. For Amazon S3 it is encoded once, for all other services twice.
fn path(is_object: bool, received: &Received) -> String {
    let segments = received.uri.path().split('/').map(|segment| {
        let once = if is_object { decoded(segment) } else { segment.to_owned() };
        encoded(&once)
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Returns the canonical query: sorted, and without the signature.
fn query(received: &Received) -> String {
    let pairs = parameters(received).into_iter().filter(|(name, _)| name != SIGNATURE);
    let mut pairs: Vec<_> = pairs.map(|(name, value)| (encoded(&name), encoded(&value))).collect();
    pairs.sort();
    pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// Returns the parameters of the query, in which `+` is no space.
fn parameters(received: &Received) -> Pairs {
    let pairs = received.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).map(|mac| mac.chain_update(text.as_bytes()));
    mac.map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use auth_codegen::model::Expr;
    use auth_language::sign::{Argument, Value};
    use axum::body::Bytes;
    use axum::http::{HeaderMap, HeaderValue, Method, Uri};

    use super::*;
    use crate::verify::compute::Known;

    /// The case `get-vanilla` of AWS's suite for Signature Version 4, with another key, time or query.
    fn is_right(secret: &str, time: &'static str, uri: &'static str) -> bool {
        let authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
                             SignedHeaders=host;x-amz-date, \
                             Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("example.amazonaws.com"));
        headers.insert("x-amz-date", HeaderValue::from_static(time));
        headers.insert("authorization", HeaderValue::from_static(authorization));
        let (method, body) = (Method::GET, Some(Bytes::new()));
        let received = Received { method, uri: Uri::from_static(uri), headers, body };
        let argument = |name: &'static str, text: &str| Argument { name, value: Value::Expr(Expr::text(text)) };
        let arguments = [
            argument("access_key_id", "AKIDEXAMPLE"),
            argument("secret_access_key", secret),
            argument("region", "us-east-1"),
            argument("service", "service"),
        ];
        let seen = BTreeMap::new();
        let known = Known { names: &|_| None, seen: &seen, received: &received, later: None };
        is_signed(&Given { arguments: &arguments, known: &known }, &received)
    }

    #[test]
    fn the_published_signature_and_no_other() {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        assert!(is_right(secret, "20150830T123600Z", "/"));
        assert!(!is_right("wJalrXUtnFEMI", "20150830T123600Z", "/"), "another key");
        assert!(!is_right(secret, "20150830T123601Z", "/"), "another time");
        assert!(!is_right(secret, "20150830T123600Z", "/?a=b"), "another query");
    }
}
