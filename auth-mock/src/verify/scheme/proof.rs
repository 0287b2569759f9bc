//! Verifies `DPoP` proofs (RFC 9449 §4.3).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde_json::{Map, Value as Json};

use crate::read::received::Received;

/// Whether a proof is valid: the signature is by the key in its header, and the claims are those of this request.
pub(super) fn is_signed(received: &Received) -> bool {
    let Some(proof) = received.header("dpop") else { return false };
    let Ok(head) = decode_header(proof) else { return false };
    let Some(key) = head.jwk.as_ref().and_then(|jwk: &Jwk| DecodingKey::from_jwk(jwk).ok()) else { return false };
    let mut validation = Validation::new(head.alg);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    let Ok(token) = decode::<Map<String, Json>>(proof, &key, &validation) else { return false };
    let claim = |name: &str| token.claims.get(name).and_then(Json::as_str).unwrap_or_default();
    let is_typed = head.typ.as_deref() == Some("dpop+jwt");
    let has_time = token.claims.get("iat").is_some_and(Json::is_number);
    is_typed && has_time && claim("htm") == received.method.as_str() && claim("htu").ends_with(received.uri.path())
}

/// Returns when a proof was made, in seconds since 1970.
pub(super) fn signed_at(received: &Received) -> Option<i64> {
    let payload = URL_SAFE_NO_PAD.decode(received.header("dpop")?.split('.').nth(1)?).ok()?;
    let claims: Json = serde_json::from_slice(&payload).ok()?;
    claims.get("iat")?.as_i64()
}
