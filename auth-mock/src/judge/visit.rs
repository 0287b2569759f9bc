//! Checks an authorization request: its state, its PKCE challenge and its redirect URI.

use auth_codegen::model::{Field, Pkce, Type};
use auth_language::request::{CODE_CHALLENGE, STATE as STATE_NAME};
use url::Url;

use crate::memory::{Memory, Pushed};
use crate::read::asked::Asked;
use crate::read::own::STATE;
use crate::read::pkce;
use crate::read::reading::Reading;
use crate::read::received::Pairs;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// The field with the URL to which the browser is redirected.
const REDIRECT_URI: &str = "redirect_uri";
/// The field with the URL to which the browser returns after a log-out (`OpenID` Connect RP-Initiated Logout 1.0 §2).
const POST_LOGOUT_REDIRECT_URI: &str = "post_logout_redirect_uri";

/// Where the browser returns to if no request says it: what the provider would have registered.
const REGISTERED: &str = "https://app.example/back";

/// How the parameters of the callback are sent (OAuth 2.0 Multiple Response Type Encoding Practices §2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Query,
    Fragment,
    FormPost,
}

/// A valid authorization request.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) state: Option<String>,
    pub(crate) challenge: Option<String>,
    pub(crate) redirect_uri: Url,
    /// The name of a registered URL, which some providers want instead of the URL.
    pub(crate) name: Option<String>,
    pub(crate) mode: Mode,
}

/// Checks the parameters that every authorization request must have.
pub(crate) fn check_visit(
    candidate: &Candidate<'_>,
    reading: &Reading,
    query: &Pairs,
    memory: &Memory,
) -> Result<Visit, Refusal> {
    for name in [STATE, pkce::CHALLENGE, pkce::METHOD] {
        once(name, query)?;
    }
    let asked = match find_pushed(candidate, query, memory)? {
        Some(pushed) => Asked::of(query).with(&pushed),
        None => Asked::of(query),
    };
    let state = asked.own(STATE_NAME, candidate).map(str::to_owned);
    let is_bound = candidate.endpoint.visit().is_some_and(|visit| !visit.compared.compares_state());
    if state.is_none() && !is_bound {
        return Err(refuse("`state` is missing: send an unguessable text (RFC 6749 §10.12)"));
    }
    let challenge = check_challenge(candidate, &asked)?.map(str::to_owned);
    let (redirect_uri, name) = check_redirect_uri(candidate, reading, &asked)?;
    Ok(Visit { state, challenge, redirect_uri, name, mode: mode(&asked) })
}

/// Returns what was sent before the visit (RFC 9126 §4, RFC 5849 §2.2). A reference can be used once.
fn find_pushed(candidate: &Candidate<'_>, query: &Pairs, memory: &Memory) -> Result<Option<Pairs>, Refusal> {
    let found = query.iter().find_map(|(_, text)| memory.pushed(candidate.key.provider, text));
    match found {
        Some(Pushed { is_used: true, .. }) => Err(refuse("what was pushed was used before: push it again")),
        Some(Pushed { parameters, is_used: false }) => Ok(Some(parameters)),
        None => Ok(None),
    }
}

fn mode(asked: &Asked) -> Mode {
    match asked.get("response_mode") {
        Some("fragment") => Mode::Fragment,
        Some("form_post") => Mode::FormPost,
        Some(_) | None => Mode::Query,
    }
}

fn refuse(text: &str) -> Refusal {
    Refusal::new(Reason::Fields, text)
}

fn once<'q>(name: &str, query: &'q Pairs) -> Result<Option<&'q str>, Refusal> {
    let mut found = query.iter().filter(|(found, _)| found == name).map(|(_, text)| text.as_str());
    match (found.next(), found.next()) {
        (first, None) => Ok(first),
        (_, Some(_)) => Err(refuse(&format!("the query parameter `{name}` is repeated: send it once"))),
    }
}

/// Checks the PKCE challenge. Only S256 is accepted: `plain` does not protect the code, and a missing method means
/// `plain` (RFC 7636 §4.3).
fn check_challenge<'q>(candidate: &Candidate<'_>, asked: &'q Asked) -> Result<Option<&'q str>, Refusal> {
    let is_required = candidate.endpoint.visit().is_some_and(|page| page.pkce == Pkce::S256);
    let is_refused = candidate.endpoint.visit().is_some_and(|page| page.pkce == Pkce::Off);
    match (asked.own(CODE_CHALLENGE, candidate), asked.get(pkce::METHOD)) {
        (None, None) if !is_required => Ok(None),
        (Some(_), _) | (_, Some(_)) if is_refused => Err(refuse("this provider accepts no PKCE challenge")),
        (None, _) => Err(refuse("`code_challenge` is missing: send the S256 challenge of a verifier (RFC 7636 §4.2)")),
        (Some(_), method) if method != Some(pkce::S256) => {
            Err(refuse("`code_challenge` needs `code_challenge_method=S256` (RFC 7636 §4.3)"))
        }
        (Some(challenge), _) if !pkce::is_challenge(challenge) => Err(refuse(
            "`code_challenge` is not 32 bytes in base64url: send the SHA-256 of the verifier (RFC 7636 §4.2)",
        )),
        (Some(challenge), _) => Ok(Some(challenge)),
    }
}

/// Returns where the browser returns to: what the request says or names, or else what is registered.
fn check_redirect_uri(
    candidate: &Candidate<'_>,
    reading: &Reading,
    asked: &Asked,
) -> Result<(Url, Option<String>), Refusal> {
    let names = [REDIRECT_URI, POST_LOGOUT_REDIRECT_URI];
    let is_field = |field: &&Field| names.contains(&field.wire.as_str());
    let field = candidate.endpoint.fields().iter().find(is_field);
    let text = field.and_then(|field| reading.text(field)).or_else(|| names.iter().find_map(|name| asked.get(name)));
    let text = match (text, field) {
        (None, Some(field)) if !field.optional => {
            return Err(refuse("`redirect_uri` is missing: send the URL that the browser returns to"));
        }
        (text, _) => text.unwrap_or(REGISTERED),
    };
    let is_name = field.is_some_and(|field| field.ty.value == Type::String) && Url::parse(text).is_err();
    let url = if is_name { REGISTERED } else { text };
    let url = Url::parse(url).map_err(|_| refuse("`redirect_uri` is not an absolute URL"))?;
    Ok((url, is_name.then(|| text.to_owned())))
}
