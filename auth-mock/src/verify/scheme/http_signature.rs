//! Verifies HTTP message signatures (RFC 9421 §3.2), from the received request. It shares no code with the client.

use auth_language::value::Expr;
use auth_language::word::Digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::Algorithm;

use super::given::Given;
use crate::read::received::Received;
use crate::verify::compute::{bytes, digest, keyed};
use crate::verify::jwt;

/// Whether the signature covers what the spec lists, and is that of the key.
pub(super) fn is_signed(given: &Given<'_>, received: &Received) -> bool {
    let Some((label, input)) = received.header("signature-input").and_then(|text| text.split_once('=')) else {
        return false;
    };
    let Some((components, parameters)) = input.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return false;
    };
    let components: Vec<&str> = components.split(' ').map(|name| name.trim_matches('"')).collect();
    let is_listed = given.texts("components").is_some_and(|listed| listed == components.as_slice());
    let created = parameter(parameters, "created").is_some_and(|created| created.parse::<u64>().is_ok());
    let is_named = parameter(parameters, "keyid").map(|id| unquoted(&id)) == given.text("key_id");
    let is_digested = !components.contains(&"content-digest") || has_digest(received);
    let Some(base) = base(&components, input, received) else { return false };
    let signature = received.header("signature").and_then(|text| text.split_once('='));
    let signature = signature.filter(|(known, _)| *known == label).map(|(_, text)| text.trim_matches(':'));
    let fits = signature.is_some_and(|signature| fits(signature, &base, given));
    is_listed && created && is_named && is_digested && fits
}

/// Returns when the request was signed, in seconds since 1970.
pub(super) fn signed_at(received: &Received) -> Option<i64> {
    let (_, parameters) = received.header("signature-input")?.split_once(')')?;
    parameter(parameters, "created")?.parse().ok()
}

/// Returns a parameter after the list of components: `;created=1`.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    let mut pairs = parameters.split(';').filter_map(|pair| pair.split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

fn unquoted(text: &str) -> String {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    inner.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// Whether `Content-Digest` has the SHA-256 of the body (RFC 9530 §2).
fn has_digest(received: &Received) -> bool {
    let expected = format!("sha-256=:{}:", STANDARD.encode(digest(Digest::Sha256, received.bytes())));
    received.header("content-digest").is_some_and(|found| found.split(',').any(|one| one.trim() == expected))
}

/// Returns the signature base (RFC 9421 §2.5).
fn base(components: &[&str], input: &str, received: &Received) -> Option<String> {
    let lines = components.iter().map(|name| Some(format!("\"{name}\": {}\n", component(name, received)?)));
    let lines: String = lines.collect::<Option<_>>()?;
    Some(format!("{lines}\"@signature-params\": {input}"))
}

/// Returns the value of a component (RFC 9421 §2.1, §2.2).
fn component(name: &str, received: &Received) -> Option<String> {
    let (host, target) = (received.header("host")?.to_ascii_lowercase(), received.uri.path_and_query()?.as_str());
    Some(match name {
        "@method" => received.method.as_str().to_owned(),
        "@target-uri" => format!("http://{host}{target}"),
        "@authority" => host,
        "@scheme" => "http".to_owned(),
        "@request-target" => target.to_owned(),
        "@path" => received.uri.path().to_owned(),
        "@query" => format!("?{}", received.uri.query().unwrap_or_default()),
        name if name.starts_with('@') => return None,
        name => {
            let values = received.headers.get_all(name).iter().map(|value| value.to_str().ok().map(str::trim));
            let values: Vec<&str> = values.collect::<Option<_>>()?;
            (!values.is_empty()).then(|| values.join(", "))?
        }
    })
}

fn fits(signature: &str, base: &str, given: &Given<'_>) -> bool {
    let Some(key) = given.expr("key") else { return false };
    let algorithm = match given.word("algorithm") {
        Some("HS256") => return is_keyed(signature, base, key, given),
        Some("PS512") => Algorithm::PS512,
        Some("RS256") => Algorithm::RS256,
        Some("ES256") => Algorithm::ES256,
        Some("ES384") => Algorithm::ES384,
        _ => Algorithm::EdDSA,
    };
    jwt::public_key(key, given.known).is_some_and(|key| jwt::verifies(signature, base.as_bytes(), &key, algorithm))
}

fn is_keyed(signature: &str, base: &str, key: &Expr, given: &Given<'_>) -> bool {
    let mac = bytes(key, given.known).and_then(|key| keyed(Digest::Sha256, &key, base.as_bytes()));
    mac.is_some_and(|mac| STANDARD.encode(mac) == signature)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use auth_language::sign::{Argument, Value};
    use axum::body::Bytes;
    use axum::http::{HeaderMap, HeaderValue, Method, Uri};

    use super::*;
    use crate::verify::compute::Known;

    /// The key `test-key-ed25519` of RFC 9421 §B.1.4.
    const KEY: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU","x":"JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"}"#;
    const COMPONENTS: [&str; 6] = ["date", "@method", "@path", "@authority", "content-type", "content-length"];

    /// The example of RFC 9421 §B.2.6, with another path or list of components.
    fn is_right(uri: &'static str, components: &[&str]) -> bool {
        let headers = [
            ("host", "example.com"),
            ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
            ("content-type", "application/json"),
            ("content-length", "18"),
            (
                "signature-input",
                "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"",
            ),
            (
                "signature",
                "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
            ),
        ];
        let headers: HeaderMap = headers
            .into_iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let body = Some(Bytes::from_static(b"{\"hello\": \"world\"}"));
        let received = Received { method: Method::POST, uri: Uri::from_static(uri), headers, body };
        let listed = components.iter().map(|name| (*name).to_owned()).collect();
        let arguments = [
            Argument { name: "algorithm", value: Value::Word("EdDSA".to_owned()) },
            Argument { name: "key", value: Value::Expr(Expr::text(KEY)) },
            Argument { name: "key_id", value: Value::Expr(Expr::text("test-key-ed25519")) },
            Argument { name: "components", value: Value::Texts(listed) },
        ];
        let seen = BTreeMap::new();
        let known = Known { names: &|_| None, seen: &seen, received: &received, later: None };
        is_signed(&Given { arguments: &arguments, known: &known }, &received)
    }

    #[test]
    fn the_published_signature_and_no_other() {
        assert!(is_right("/foo?param=Value&Pet=dog", &COMPONENTS));
        assert!(!is_right("/bar?param=Value&Pet=dog", &COMPONENTS), "another path");
        assert!(!is_right("/foo?param=Value&Pet=dog", &COMPONENTS[..5]), "what the spec does not list");
    }
}
