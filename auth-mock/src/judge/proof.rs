//! Plays the nonces of `DPoP` proofs (RFC 9449 §8, §9): a proof without the server's nonce is refused once.

use auth_codegen::model::{Credential, Endpoint};
use auth_language::sign::Sign;
use axum::http::{HeaderName, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value as Json;

use crate::answer::reply::Reply;
use crate::read::received::Received;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// The error of RFC 9449 §8 and §9.
pub(crate) const USE_NONCE: &str = "use_dpop_nonce";
const NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// Checks that a proof has the nonce of the host.
pub(crate) fn check(candidate: &Candidate<'_>, received: &Received) -> Result<(), Refusal> {
    let is_fresh = |proof: &str| claim(proof, "nonce").as_deref() == Some(nonce(candidate).as_str());
    match received.header("dpop") {
        Some(proof) if is_proved(candidate) && !is_fresh(proof) => {
            let text = "the proof in `dpop` needs the `nonce` of `dpop-nonce`: send it again with that";
            let reason = if candidate.is_protected() { Reason::ResourceNonce } else { Reason::ServerNonce };
            Err(Refusal::new(reason, text))
        }
        Some(_) | None => Ok(()),
    }
}

/// Adds the nonce to the reply, and says that it was missing if the call needs a token.
pub(crate) fn announce(reply: Reply, candidate: &Candidate<'_>, reason: Option<Reason>) -> Reply {
    if !is_proved(candidate) {
        return reply;
    }
    let reply = reply.with(NONCE, &nonce(candidate));
    let is_refused = reason == Some(Reason::ResourceNonce);
    let has_challenge = reply.headers.iter().any(|(name, _)| *name == header::WWW_AUTHENTICATE);
    if is_refused && !has_challenge {
        return reply.with(header::WWW_AUTHENTICATE, &format!("DPoP error=\"{USE_NONCE}\""));
    }
    reply
}

/// Returns the nonce of a host. Each server has its own.
fn nonce(candidate: &Candidate<'_>) -> String {
    let Candidate { provider, endpoint, .. } = candidate;
    format!("nonce-of-{}-{}", provider.name, provider.hosts[endpoint.host].name)
}

/// Whether calls of the endpoint have a proof, of their own or of their credential.
fn is_proved(candidate: &Candidate<'_>) -> bool {
    let Endpoint { sign, .. } = candidate.endpoint;
    has_proof(sign.as_ref()) || candidate.credentials().iter().any(|known: &&Credential| has_proof(known.sign.as_ref()))
}

fn has_proof<P>(sign: Option<&Sign<P>>) -> bool {
    matches!(sign, Some(Sign::Scheme(scheme, _)) if scheme.name == "dpop")
}

/// Returns a claim of a JWT whose signature was checked before.
fn claim(jwt: &str, name: &str) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.decode(jwt.split('.').nth(1)?).ok()?;
    let claims: Json = serde_json::from_slice(&payload).ok()?;
    claims.get(name)?.as_str().map(str::to_owned)
}
