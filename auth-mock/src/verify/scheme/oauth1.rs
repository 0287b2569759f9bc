//! Verifies signatures of OAuth 1.0 (RFC 5849 §3.2), from the received request. It shares no code with the client.

use auth_language::word::Digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::Algorithm;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::given::Given;
use crate::read::received::{Pairs, Received, pairs};
use crate::verify::compute::{digest, keyed};
use crate::verify::jwt;

/// What OAuth percent-encodes (RFC 5849 §3.6).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const SIGNATURE: &str = "oauth_signature";

/// Whether the signature is that of the client over this request.
pub(super) fn is_signed(given: &Given<'_>, received: &Received) -> bool {
    let Some(own) = received.header("authorization").and_then(parameters) else { return false };
    let parameter = |name: &str| own.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let method = given.word("method").unwrap_or_default();
    let is_method = parameter("oauth_signature_method") == Some(method);
    let says = [
        ("oauth_consumer_key", "consumer_key"),
        ("oauth_token", "token"),
        ("oauth_callback", "callback"),
        ("oauth_verifier", "verifier"),
        ("realm", "realm"),
    ];
    let is_said = says.iter().all(|(name, argument)| parameter(name).map(str::to_owned) == given.text(argument));
    let is_version = parameter("oauth_version").is_none_or(|version| version == "1.0");
    let is_timed = parameter("oauth_timestamp").is_some_and(|time| time.parse::<u64>().is_ok_and(|time| time > 0));
    let has_nonce = parameter("oauth_nonce").is_some_and(|nonce| !nonce.is_empty());
    let has_fresh = (is_timed && has_nonce) || method == "PLAINTEXT";
    let base = base(&own, received);
    is_method
        && is_said
        && is_version
        && has_fresh
        && is_hashed(parameter("oauth_body_hash"), method, given, received)
        && parameter(SIGNATURE).is_some_and(|signature| fits(signature, method, &base, given))
}

/// Returns when the request was signed, in seconds since 1970. `PLAINTEXT` need not say it (RFC 5849 §3.4.4).
pub(super) fn signed_at(received: &Received) -> Option<i64> {
    parameter(received, "oauth_timestamp")?.parse().ok()
}

/// Returns the verifier of the user's consent (RFC 5849 §2.3).
pub(crate) fn verifier(received: &Received) -> Option<String> {
    parameter(received, "oauth_verifier")
}

fn parameter(received: &Received, name: &str) -> Option<String> {
    let own = parameters(received.header("authorization")?)?;
    own.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// Returns the parameters of `Authorization: OAuth` (RFC 5849 §3.5.1), if each is there once.
fn parameters(authorization: &str) -> Option<Pairs> {
    let rest = authorization.strip_prefix("OAuth ")?;
    let pair = |text: &str| {
        let (name, value) = text.trim().split_once('=')?;
        let value = value.strip_prefix('"')?.strip_suffix('"')?;
        Some((decoded(name), decoded(value)))
    };
    let pairs: Pairs = rest.split(',').map(pair).collect::<Option<_>>()?;
    let mut names: Vec<&String> = pairs.iter().map(|(name, _)| name).collect();
    names.sort();
    let is_unique = names.windows(2).all(|two| two[0] != two[1]);
    is_unique.then_some(pairs)
}

/// Returns the signature base string (RFC 5849 §3.4.1.1).
fn base(own: &Pairs, received: &Received) -> String {
    let host = received.header("host").unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_suffix(":80").unwrap_or(&host);
    let url = format!("http://{host}{}", received.uri.path());
    // The parameters of a form are signed, too (RFC 5849 §3.4.1.3.1).
    let body = if received.is_form() { pairs(received.bytes()) } else { Pairs::new() };
    let own = own.iter().filter(|(name, _)| name != SIGNATURE && name != "realm").cloned();
    let all = received.query().into_iter().chain(body).chain(own);
    let mut all: Pairs = all.map(|(name, value)| (encoded(&name), encoded(&value))).collect();
    all.sort();
    let all = all.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    format!("{}&{}&{}", received.method.as_str().to_ascii_uppercase(), encoded(&url), encoded(&all))
}

/// Whether `oauth_body_hash` is there where it must be, and right
/// (<https://oauth.googlecode.com/svn/spec/ext/body_hash/1.0/oauth-bodyhash.html>).
fn is_hashed(found: Option<&str>, method: &str, given: &Given<'_>, received: &Received) -> bool {
    let is_needed = given.has("body_hash") && !received.is_form();
    match found {
        None => !is_needed,
        Some(found) => is_needed && found == STANDARD.encode(digest(algorithm(method), received.bytes())),
    }
}

fn algorithm(method: &str) -> Digest {
    match method {
        "HMAC-SHA256" | "RSA-SHA256" => Digest::Sha256,
        "HMAC-SHA512" | "RSA-SHA512" => Digest::Sha512,
        _ => Digest::Sha1,
    }
}

fn fits(signature: &str, method: &str, base: &str, given: &Given<'_>) -> bool {
    let half = |name: &str| encoded(&given.text(name).unwrap_or_default());
    let key = format!("{}&{}", half("consumer_secret"), half("token_secret"));
    let rsa = |algorithm| {
        let key = given.expr("private_key").and_then(|key| jwt::public_key(key, given.known));
        key.is_some_and(|key| jwt::verifies(signature, base.as_bytes(), &key, algorithm))
    };
    match method {
        "PLAINTEXT" => signature == key,
        "RSA-SHA256" => rsa(Algorithm::RS256),
        "RSA-SHA512" => rsa(Algorithm::RS512),
        "RSA-SHA1" => {
            let key = given.expr("private_key");
            key.is_some_and(|key| jwt::verifies_sha1(signature, base.as_bytes(), key, given.known))
        }
        _ => keyed(algorithm(method), key.as_bytes(), base.as_bytes())
            .is_some_and(|mac| STANDARD.encode(mac) == signature),
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use std::collections::BTreeMap;

    use auth_language::sign::{Argument, Value};
    use auth_language::value::Expr;
    use axum::body::Bytes;
    use axum::http::{HeaderMap, HeaderValue, Method, Uri};

    use axum::http::header::CONTENT_TYPE;

    use super::*;
    use crate::verify::compute::Known;

    /// Made by `openssl dgst -sha1 -sign`.
    #[test]
    fn a_signature_with_sha_1_is_that_of_the_key() {
        let base = "POST&http%3A%2F%2Facme.example%2F&oauth_nonce%3Dn";
        let arguments = [Argument { name: "private_key", value: Value::Expr(Expr::text(RSA_KEY)) }];
        let (seen, received) = (
            BTreeMap::new(),
            Received {
                method: Method::POST,
                uri: Uri::from_static("/"),
                headers: HeaderMap::new(),
                body: Some(Bytes::new()),
            },
        );
        let known = Known { names: &|_| None, seen: &seen, received: &received, later: None };
        let given = Given { arguments: &arguments, known: &known };
        assert!(fits(RSA_SIGNATURE, "RSA-SHA1", base, &given));
        assert!(!fits(RSA_SIGNATURE, "RSA-SHA1", &base.replace("POST", "GET"), &given), "another request");
        assert!(!fits(RSA_SIGNATURE, "RSA-SHA256", base, &given), "another digest");
    }

    const RSA_KEY: &str = "-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCyiOd+LZW/9MQ8
QGyuBe8Iq4oeaLYcmhyajv4SGNmv2DqxobdSuvRi1/zoO7E7i+vtsI3ta3ImaRDo
Cs1ugEMi+/PHh7f9eq9iIzo+exbtx1rDXITsuZZ+/iE/3+zqpMpZ2n+nCFy4gNTB
cYTf5DjCc9Jz0yWAUw08sshRZshmgDxhV5uLWkNbE8KwXA5y0pBxtkil1rD77rTt
WgyalyV+m2ANeZop3U6UjakDRFupEuqKWn47+kaVELtc0aA1ycau26F6AltvC5au
aCIO9Kz67wuDdslelRpZaplpjMAGS0sOrihiWFF1UdO3hSBgd36tr2hpQeAAqlfy
1YDuZ3GrAgMBAAECggEABFekGcOOEt8nLrf6bLkkOTfC4j51v3hYHcJAl7wW/1np
A40FYnO9ofHS6usYwnQCxwM2UIH+gsSnbp1kpb1k5KLwKPg6F2Y2gdKNhhuEUUA6
CupjKUbSTEBuGpmdr49WhJz14eAoMSyhABt8ud1ZLBGZGswV62sZtVI74Q747NVD
PCtXLg5wFKi/X8A/61q16Kptz9vV77Y01+7U94mzhJVg4GXSl5kA8HSP8VQa48LR
n9H0+YrJPycTjwB1wD1tsObrm1tSUH062c37msYIcHtgzR8q7F4VJ5r5nwX1jJly
FU0RcH/GRWzlYdlo6s2LMHcVJO8lcu4sh+BxIBZagQKBgQDYgWQACQ6qFy//30U5
7N4Yx9z4Skg/mVW6LcZT/n+eGbUezXfPInfndrrG5tTwLK7uDJUwaRDaMurOIhCt
5VtFMOSJ3On9EeEvXLGH4twDPvZzO++LR2Oat1+Pc8V9n7/ZmuvJpUNUaStoO/6l
J8whIIm6hMMHNMKOw9kuFDAwoQKBgQDTGlGA8iLIoJWz9haP2V3w25TSE/wBrbyL
RJubUhuI9FV6ddtpJ5Ta1kZz9JkkMzPngqfyXGz9k+IJzdzFO69mdTHKeuX+CHDa
dykLwdX6mFjAB0rZTpmlQ5aQ3cFiwKS1bXiyAATN9XpyG63dzAc7LlkifLMkRGrs
ggV6RouiywKBgFOhL2KAHSUAje71bIUihOvnj+hssRm3/hBLjDd3sA3++iJq1aOy
OcSz7RPVqF0ZtXyIabxoaTUPw/lZ2T2Cwc2pRC4ook258VTdJkpKDBhI4uPCPBZ9
vfDOcmA0JQ4QfgftOrUKXEan1TePLR7Yj5YgPnNIwxjufVSuPB77d13hAoGAEVHq
d/rl0bIjNjWtmjXKWFWbuzS6i2S2wHJrle3BppXtYXPEAbempeHIvADIg8jTrF3y
65abtp5ogEdsop4IAQ8Ce8tjjVkh8TqvmnBX3wya036FrJifUIjgFJitIi4OFXia
23fW7RMD7dLJjBYOTdO6qnKyu/oFD8yHKIYbNMsCgYEArfNw/fK8D31+3LSDkfXC
ZLD/39dZ1CP/KnrK0cfoV7Lc2g35rPh50rgFqESiFeaWnbnqCbHjbE8dtm9qnQ7k
fDljsDl3NuV3KiBpFh/R0TXqGTCprvDToNwhs+7TddG5zBFhUdQQp7d5csY32Etw
0mka8MaDkGcwPQO39ZdRwpU=
-----END PRIVATE KEY-----";
    const RSA_SIGNATURE: &str = "gd52lbTnZrvUkyTwkFRkRha+Hpd9ngJuJsHMqZ7jgXePdJ9lam1qjtJhwOp3g1AJGvx5mO5stODKOdkcGCBo5jqQrYCPXVbiYmOos5OXy5A0BIEkHnHzmGZ6VpCx9wEdhsRF2M++2Nv0OknUn2/GJjPmgbrKnQuq3lgzmODCcBw/bLAQIBOoCleZa3PscFbYvfcycFeinmY7QSyDM7T3yQCBRauR8ApQvFREcnKLNZM1rBp1V91w7Efda91Tgb8RpuWEuzrM242p4TZ+2pVhwKIyic2v6L+M/mAhVgxT6yYFcpSujCUUSDBYjnK74NHOBEOa6ZTq0qqNIRqknkQNMQ==";

    /// The example of RFC 5849 §3.4.1.1.
    #[test]
    fn the_base_string_of_the_standard() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("EXAMPLE.COM:80"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let received = Received {
            method: Method::POST,
            uri: Uri::from_static("/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
            headers,
            body: Some(Bytes::from_static(b"c2&a3=2+q")),
        };
        let authorization = r#"OAuth realm="Example", oauth_consumer_key="9djdj82h48djs9d2", oauth_token="kkk9d7dh3k39sjv7", oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131201", oauth_nonce="7d8f3e4a", oauth_signature="bYT5CMsGcbgUdFHObYMEfcx6bsw%3D""#;
        let own = parameters(authorization).expect("parameters");
        let expected = "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26\
                        oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26\
                        oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7";
        assert_eq!(base(&own, &received), expected);
        assert!(parameters(r#"OAuth a="1", a="2""#).is_none(), "twice");
    }
}
