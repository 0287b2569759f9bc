//! Verifies JWTs with the public half of a made-up key.

use auth_codegen::model::Expr;
use auth_language::request::{CODE_CHALLENGE, STATE};
use auth_language::value::{Computation, Jwt};
use auth_language::word::{JwtAlgorithm, Word as _};
use auth_runtime::sign::PrivateKey;
use aws_lc_rs::signature::{RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, RsaPublicKeyComponents};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, crypto, decode};
use serde_json::{Map, Value as Json};

use crate::verify::compute::{Known, bytes, text};

/// Whether a text is the JWT that the spec describes: its algorithm, signature and constants, and its validity now.
pub(crate) fn is_signed(jwt: &Jwt<Expr>, found: &str, known: &Known<'_>) -> bool {
    let Some(algorithm) = algorithm(jwt.algorithm) else { return false };
    let Some(key) = key(jwt, known) else { return false };
    let mut validation = Validation::new(algorithm);
    validation.required_spec_claims.clear();
    validation.validate_aud = false;
    validation.validate_exp = jwt.claims.iter().any(|(name, _)| name == "exp");
    let Ok(token) = decode::<Map<String, Json>>(found, &key, &validation) else { return false };
    are_equal(&jwt.claims, &token.claims, known)
}

/// Whether an object has the members that the spec describes, as far as they are known here.
fn are_equal(described: &[(String, Expr)], found: &Map<String, Json>, known: &Known<'_>) -> bool {
    described.iter().all(|(name, value)| is_equal(value, found.get(name), known))
}

/// Whether a claim is what the spec describes. One that is unknown here may be absent.
fn is_equal(described: &Expr, found: Option<&Json>, known: &Known<'_>) -> bool {
    if let Expr::Computed(computation) = described {
        match (&**computation, found) {
            (Computation::Object(members), Some(Json::Object(found))) => return are_equal(members, found, known),
            (Computation::Items(items), Some(Json::Array(found))) => {
                let is_item = |(item, found): (&Expr, &Json)| is_equal(item, Some(found), known);
                // Items that are absent are left out, so that those behind them are elsewhere.
                let is_whole = !items.iter().any(Expr::is_optional);
                return !is_whole || (items.len() == found.len() && items.iter().zip(found).all(is_item));
            }
            (Computation::Object(_) | Computation::Items(_), _) => return false,
            _ => {}
        }
    }
    match text(described, known).filter(|_| !is_of_authorization(described)) {
        Some(expected) => found.is_some_and(|found| as_text(found) == expected),
        None => true,
    }
}

/// Whether a claim is the state or the challenge of an authorization, which are new each time.
fn is_of_authorization(value: &Expr) -> bool {
    matches!(value, Expr::Name(name) if [STATE, CODE_CHALLENGE].contains(&name.name.as_str()))
}

fn as_text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

fn algorithm(algorithm: JwtAlgorithm) -> Option<Algorithm> {
    algorithm.text().parse().ok()
}

/// Returns the key for verification: the secret itself, or the public half.
fn key(jwt: &Jwt<Expr>, known: &Known<'_>) -> Option<DecodingKey> {
    if jwt.algorithm.is_hmac() {
        return Some(DecodingKey::from_secret(&bytes(&jwt.key, known)?));
    }
    public_key(&jwt.key, known)
}

/// Whether a text is the signature that the spec describes.
pub(crate) fn is_signature(
    (name, signature): (JwtAlgorithm, Option<Vec<u8>>),
    of: &Expr,
    key: &Expr,
    found: &str,
    known: &Known<'_>,
) -> bool {
    let Some(algorithm) = algorithm(name) else { return false };
    // What is signed may be known only once the whole header is read.
    let Some(message) = bytes(of, known) else { return !found.is_empty() };
    let key = public_key(key, known);
    key.zip(signature).is_some_and(|(key, signature)| is_of_key(&signature, &message, &key, algorithm))
}

/// Whether a signature in base64 is that of the key over the message.
pub(crate) fn verifies(signature: &str, message: &[u8], key: &DecodingKey, algorithm: Algorithm) -> bool {
    STANDARD.decode(signature).is_ok_and(|signature| is_of_key(&signature, message, key, algorithm))
}

fn is_of_key(signature: &[u8], message: &[u8], key: &DecodingKey, algorithm: Algorithm) -> bool {
    crypto::verify(&URL_SAFE_NO_PAD.encode(signature), message, key, algorithm).unwrap_or_default()
}

/// Whether a signature in base64 is that of an RSA key over the message, with SHA-1, which `jsonwebtoken` does not know.
pub(crate) fn verifies_sha1(signature: &str, message: &[u8], key: &Expr, known: &Known<'_>) -> bool {
    let Some(jwk) = public_jwk(key, known) else { return false };
    let member = |name: &str| URL_SAFE_NO_PAD.decode(jwk.get(name)?.as_str()?).ok();
    let (Some(n), Some(e), Ok(signature)) = (member("n"), member("e"), STANDARD.decode(signature)) else {
        return false;
    };
    RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, message, &signature).is_ok()
}

/// Returns the public half of a private key as a JWK.
fn public_jwk(key: &Expr, known: &Known<'_>) -> Option<Json> {
    let key: PrivateKey = text(key, known)?.parse().ok()?;
    serde_json::from_str(&key.public_key().ok()?.to_jwk()).ok()
}

/// Returns the public half of a private key.
pub(crate) fn public_key(key: &Expr, known: &Known<'_>) -> Option<DecodingKey> {
    let jwk = public_jwk(key, known)?;
    let member = |name: &str| jwk.get(name).and_then(Json::as_str);
    match member("kty")? {
        "RSA" => DecodingKey::from_rsa_components(member("n")?, member("e")?).ok(),
        "EC" => DecodingKey::from_ec_components(member("x")?, member("y")?).ok(),
        _ => URL_SAFE_NO_PAD.decode(member("x")?).ok().and_then(|_| DecodingKey::from_ed_components(member("x")?).ok()),
    }
}
