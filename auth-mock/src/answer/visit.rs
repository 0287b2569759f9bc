//! A page that a browser visits: it gives consent at once and sends the browser back with a code (RFC 6749 §4.1.2).

use auth_codegen::model::{Call, Example};
use axum::http::header;
use serde_json::Value as Json;
use url::Url;

use crate::answer::reply::Reply;
use crate::judge::pkce;
use crate::memory::Memory;
use crate::read::fields::Reading;
use crate::read::received::{Pairs, Received};
use crate::read::refusal::{Reason, Refusal};
use crate::route::find::Candidate;

/// The parameter that the callback repeats.
const STATE: &str = "state";
/// The field that says where the browser is sent back to.
const REDIRECT_URI: &str = "redirect_uri";
/// Parameters that a client sends without the spec naming them (RFC 6749 §4.1.1, RFC 7636 §4.3).
const OWN: [&str; 3] = [STATE, pkce::CHALLENGE, pkce::METHOD];

/// The query of a request without what every visit has. Other endpoints have no such parameters.
pub(crate) fn without_own(candidate: &Candidate<'_>, mut query: Pairs) -> Pairs {
    if matches!(candidate.endpoint.call, Call::Visit { .. }) {
        query.retain(|(name, _)| !OWN.contains(&name.as_str()));
    }
    query
}

/// Whether a parameter is part of a PKCE challenge.
pub(crate) fn is_challenge(candidate: &Candidate<'_>, name: &str) -> bool {
    matches!(candidate.endpoint.call, Call::Visit { .. }) && [pkce::CHALLENGE, pkce::METHOD].contains(&name)
}

/// Sends the browser back with the parameters of the example and the state that came.
pub(crate) fn visit(
    candidate: &Candidate<'_>,
    reading: &Reading,
    received: &Received,
    example: &Example,
    memory: &Memory,
) -> Result<Reply, Refusal> {
    let query = received.query();
    let state = once(STATE, &query)?.filter(|state| !state.is_empty());
    let state = state.ok_or_else(|| refuse("`state` is missing: send an unguessable text (RFC 6749 §10.12)"))?;
    let challenge = check_challenge(candidate, &query)?;
    let parameters = parameters(example);
    if let Some((_, code)) = parameters.iter().find(|(name, _)| name == "code") {
        memory.keep_challenge(candidate.key.provider, code, challenge);
    }
    let mut callback = callback(candidate, reading)?;
    callback.query_pairs_mut().extend_pairs(parameters).append_pair(STATE, state);
    Ok(Reply::new(302, None).with(header::LOCATION, callback.as_str()))
}

fn refuse(text: &str) -> Refusal {
    Refusal::new(Reason::Fields, text)
}

fn once<'q>(name: &str, query: &'q Pairs) -> Result<Option<&'q str>, Refusal> {
    let mut found = query.iter().filter(|(found, _)| found == name).map(|(_, text)| text.as_str());
    match (found.next(), found.next()) {
        (first, None) => Ok(first),
        (_, Some(_)) => Err(refuse(&format!("in the query: `{name}` stands several times: send it once"))),
    }
}

/// A challenge is always S256: `plain` protects nothing, and is what the method means when it is absent (RFC 7636 §4.3).
fn check_challenge<'q>(candidate: &Candidate<'_>, query: &'q Pairs) -> Result<Option<&'q str>, Refusal> {
    let is_required = matches!(candidate.endpoint.call, Call::Visit { pkce: true });
    match (once(pkce::CHALLENGE, query)?, once(pkce::METHOD, query)?) {
        (None, None) if !is_required => Ok(None),
        (None, _) => Err(refuse("`code_challenge` is missing: send the S256 challenge of a verifier (RFC 7636 §4.2)")),
        (Some(_), method) if method != Some(pkce::S256) => {
            Err(refuse("a `code_challenge` comes with `code_challenge_method=S256` (RFC 7636 §4.3)"))
        }
        (Some(challenge), _) if !pkce::is_challenge(challenge) => Err(refuse(
            "`code_challenge` is not 32 bytes in base64url: send the SHA-256 of the verifier (RFC 7636 §4.2)",
        )),
        (Some(challenge), _) => Ok(Some(challenge)),
    }
}

/// What the example answers, as text.
fn parameters(example: &Example) -> Pairs {
    let members = example.response.as_ref().and_then(Json::as_object).into_iter().flatten();
    members.map(|(name, json)| (name.clone(), json.as_str().map_or_else(|| json.to_string(), str::to_owned))).collect()
}

fn callback(candidate: &Candidate<'_>, reading: &Reading) -> Result<Url, Refusal> {
    let field = candidate.endpoint.fields().map(|(_, field)| field).find(|field| field.wire == REDIRECT_URI);
    let text = field.and_then(|field| reading.text(field));
    let text = text.ok_or_else(|| {
        refuse("there is no `redirect_uri` to send the browser back to: declare it in the spec and send it")
    })?;
    Url::parse(text)
        .map_err(|_| refuse("`redirect_uri` is not a URL to send the browser back to: send an absolute one"))
}
