//! Demonstrating Proof of Possession (RFC 9449).

use http::header::AUTHORIZATION;
use http::{HeaderMap, StatusCode};

use super::{Given, configuration};
use crate::expression::{self, Encoding, encode};
use crate::request::{Context, RequestProblem};
use crate::response::Class;
use crate::sign::{
    Algorithm, Heard, Hearing, PrivateKey, Sign, SignError, SignFuture, Signature, Unsigned, sign_compact,
};
use crate::value::json::members::Members;
use crate::value::wiped::WipedBuffer;

/// A proof in the header `DPoP`, which is new for each request and covers the token in `Authorization`, if there is
/// one. A server's nonce is stored, and a request that was refused because it had none is repeated once.
#[derive(Clone, Debug)]
#[must_use]
pub struct Dpop {
    algorithm: Algorithm,
    key: PrivateKey,
}

impl Dpop {
    /// Makes proofs with this key.
    pub fn new(algorithm: Algorithm, key: &PrivateKey) -> Self {
        Self { algorithm, key: key.clone() }
    }

    /// Returns itself, because it borrows nothing.
    pub fn into_owned(self) -> Self {
        self
    }

    async fn signature(&self, given: Given<'_>) -> Result<Signature, SignError> {
        let public = self.key.public_key().map_err(|error| SignError::new(Class::Configuration, error))?;
        let header = format!(r#"{{"typ":"dpop+jwt","alg":"{}","jwk":{}}}"#, self.algorithm, public.to_jwk());
        let proof = sign_compact(self.algorithm, &self.key, &header, &claims(given)?).await?;
        Ok(Signature::default().header("dpop", proof))
    }
}

/// Returns the claims of a proof (RFC 9449 §4.2).
fn claims(given: Given<'_>) -> Result<String, SignError> {
    let request = given.request;
    let url = format!("{}{}", request.origin(), request.path());
    let hash = token(request.headers()).map(|token| encode(&expression::Digest::Sha256.of(token), Encoding::Base64Url));
    let nonce = request.memory().and_then(|memory| memory.get(&name(&request.origin())));
    let mut json = WipedBuffer::new();
    let mut claims = Members::begin(&mut json);
    claims.text("jti", &unique(given)?);
    claims.text("htm", request.method().as_str());
    claims.text("htu", &url);
    if let Some(hash) = hash {
        claims.text("ath", hash.as_str());
    }
    if let Some(nonce) = nonce {
        claims.text("nonce", nonce.expose());
    }
    claims.name("iat").push_str(&given.seconds().to_string());
    claims.end();
    Ok(json.as_str().to_owned())
}

/// Returns the token that is sent with the request.
fn token(headers: &HeaderMap) -> Option<&[u8]> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_at_checked("DPoP ".len())?;
    scheme.eq_ignore_ascii_case("DPoP ").then_some(token.trim_start().as_bytes())
}

fn unique(given: Given<'_>) -> Result<String, SignError> {
    let id = expression::Random::Uuid.draw(given.context).map_err(configuration)?;
    let text = expression::bytes_of(&id).map_err(|problem: RequestProblem| configuration(problem))?;
    Ok(text.as_str().to_owned())
}

/// Returns the name of a server's nonce in the memory. Each server has its own nonces (RFC 9449 §8, §9).
fn name(origin: &str) -> String {
    format!("dpop {origin}")
}

impl Sign for Dpop {
    fn sign<'s>(&'s self, request: Unsigned<'s>, context: &'s Context) -> SignFuture<'s> {
        Box::pin(self.signature(Given { request, context }))
    }

    /// Stores a new nonce, and asks for a repetition if the refusal requires it: an authorization server answers 400,
    /// an API 401.
    fn hear(&self, reply: Heard<'_>) -> Hearing {
        let nonce = reply.headers.get("dpop-nonce").and_then(|nonce| nonce.to_str().ok());
        let Some(nonce) = nonce else { return Hearing::Done };
        let name = name(reply.origin);
        let is_new = reply.memory.get(&name).is_none_or(|known| !known.matches(nonce));
        reply.memory.set(name, nonce);
        let is_refused = matches!(reply.status, StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED);
        if is_new && is_refused { Hearing::SignAgain } else { Hearing::Done }
    }
}
