//! Verifies the signatures of signers by name.

mod given;
mod http_signature;
mod oauth1;
mod sigv4;

use auth_language::sign::Argument;
use axum::http::header;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};

use self::given::Given;
use crate::verify::compute::Known;

/// Whether a request has the signature of a signer.
pub(crate) fn is_signed(name: &str, arguments: &[Argument], known: &Known<'_>) -> bool {
    let authorization = known.received.header(header::AUTHORIZATION.as_str()).unwrap_or_default();
    let given = Given { arguments, known };
    match name {
        "digest" => is_digest(authorization, &given, known),
        "dpop" => known.received.header("dpop").is_some_and(|proof| is_proof(proof, known)),
        "http_signature" => http_signature::is_signed(&given, known.received),
        "oauth1" => oauth1::is_signed(&given, known.received),
        _ => sigv4::is_signed(&given, known.received),
    }
}

/// Whether a digest response is correct (RFC 7616 §3.4.1), with SHA-256 and `qop=auth`, as the challenge requires.
fn is_digest(authorization: &str, given: &Given<'_>, known: &Known<'_>) -> bool {
    let Some(parameters) = authorization.strip_prefix("Digest ") else { return false };
    let parameter = |name: &str| {
        let pairs = parameters.split(", ").filter_map(|pair| pair.split_once('='));
        pairs.filter(|(known, _)| *known == name).map(|(_, value)| value.trim_matches('"')).next().unwrap_or_default()
    };
    let (Some(username), Some(password)) = (given.text("username"), given.text("password")) else { return false };
    let target = known.received.uri.path_and_query().map_or("", |target| target.as_str());
    let user = hash(&format!("{username}:mock:{password}"));
    let request = hash(&format!("{}:{target}", known.received.method));
    let (count, nonce) = (parameter("nc"), parameter("cnonce"));
    let expected = hash(&format!("{user}:mock-nonce:{count}:{nonce}:auth:{request}"));
    parameter("username") == username && parameter("uri") == target && parameter("response") == expected
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a `DPoP` proof is valid (RFC 9449 §4.3): the signature is by the key in its header, and the claims are those
/// of this request.
fn is_proof(proof: &str, known: &Known<'_>) -> bool {
    let Ok(head) = decode_header(proof) else { return false };
    let Some(key) = head.jwk.as_ref().and_then(|jwk: &Jwk| DecodingKey::from_jwk(jwk).ok()) else { return false };
    let mut validation = Validation::new(head.alg);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    let Ok(token) = decode::<Map<String, Json>>(proof, &key, &validation) else { return false };
    let claim = |name: &str| token.claims.get(name).and_then(Json::as_str).unwrap_or_default();
    let is_typed = head.typ.as_deref() == Some("dpop+jwt");
    is_typed && claim("htm") == known.received.method.as_str() && claim("htu").ends_with(known.received.uri.path())
}
