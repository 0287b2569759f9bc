//! Checks an authorization request: its state, its PKCE challenge and its redirect URI.

use auth_codegen::model::{Call, Pkce};
use url::Url;

use crate::read::own::STATE;
use crate::read::pkce;
use crate::read::reading::Reading;
use crate::read::received::Pairs;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// The field with the URL to which the browser is redirected.
const REDIRECT_URI: &str = "redirect_uri";

/// A valid authorization request.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) state: String,
    pub(crate) challenge: Option<String>,
    pub(crate) redirect_uri: Url,
}

/// Checks the parameters that every authorization request must have.
pub(crate) fn check_visit(candidate: &Candidate<'_>, reading: &Reading, query: &Pairs) -> Result<Visit, Refusal> {
    let state = once(STATE, query)?.filter(|state| !state.is_empty());
    let state = state.ok_or_else(|| refuse("`state` is missing: send an unguessable text (RFC 6749 §10.12)"))?;
    let challenge = check_challenge(candidate, query)?;
    let redirect_uri = check_redirect_uri(candidate, reading)?;
    Ok(Visit { state: state.to_owned(), challenge: challenge.map(str::to_owned), redirect_uri })
}

fn refuse(text: &str) -> Refusal {
    Refusal::new(Reason::Fields, text)
}

fn once<'q>(name: &str, query: &'q Pairs) -> Result<Option<&'q str>, Refusal> {
    let mut found = query.iter().filter(|(found, _)| found == name).map(|(_, text)| text.as_str());
    match (found.next(), found.next()) {
        (first, None) => Ok(first),
        (_, Some(_)) => Err(refuse(&format!("in the query: `{name}` is repeated: send it once"))),
    }
}

/// Checks the PKCE challenge. Only S256 is accepted: `plain` does not protect the code, and a missing method means
/// `plain` (RFC 7636 §4.3).
fn check_challenge<'q>(candidate: &Candidate<'_>, query: &'q Pairs) -> Result<Option<&'q str>, Refusal> {
    let is_required = matches!(candidate.endpoint.call, Call::Visit { pkce: Pkce::S256 });
    let is_refused = matches!(candidate.endpoint.call, Call::Visit { pkce: Pkce::Off });
    match (once(pkce::CHALLENGE, query)?, once(pkce::METHOD, query)?) {
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

fn check_redirect_uri(candidate: &Candidate<'_>, reading: &Reading) -> Result<Url, Refusal> {
    let field = candidate.endpoint.fields().iter().find(|field| field.wire == REDIRECT_URI);
    let text = field.and_then(|field| reading.text(field));
    let text = text.ok_or_else(|| {
        refuse("`redirect_uri` is missing: declare it in the spec and send the URL that the browser returns to")
    })?;
    Url::parse(text).map_err(|_| refuse("`redirect_uri` is not an absolute URL"))
}
