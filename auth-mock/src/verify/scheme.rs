//! Verifies the signatures of signers by name.

mod age;
mod given;
mod http_signature;
pub(crate) mod oauth1;
mod proof;
mod signed;
mod sigv4;

use auth_language::sign::Argument;
use axum::http::header;
use sha2::{Digest as _, Sha256};

use self::given::Given;
use crate::verify::compute::Known;

/// Whether a request has the signature of a signer, made a short time ago.
pub(crate) fn is_signed(name: &str, arguments: &[Argument], known: &Known<'_>) -> bool {
    let authorization = known.received.header(header::AUTHORIZATION.as_str()).unwrap_or_default();
    let given = Given { arguments, known };
    let is_signed = match name {
        "digest" => is_digest(authorization, &given, known),
        "dpop" => proof::is_signed(known.received),
        "http_signature" => http_signature::is_signed(&given, known.received),
        "oauth1" => oauth1::is_signed(&given, known.received),
        _ => sigv4::is_signed(&given, known.received),
    };
    is_signed && age::is_fresh(name, &given, known.received)
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
