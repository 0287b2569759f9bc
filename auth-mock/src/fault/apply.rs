//! What a fault does to a call.

use auth_codegen::model::ErrorCase;
use auth_language::suggest;

use crate::answer::cut::Ending;
use crate::answer::refuse;
use crate::answer::reply::Reply;
use crate::fault::error::FaultError;
use crate::fault::kind::{Effect, Fault};
use crate::fault::lifecycle;
use crate::fault::place::Meant;
use crate::fault::rotate::Sent;
use crate::memory::{Ended, Memory};
use crate::read::received::Received;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// Checks that a fault can happen to an endpoint.
pub(crate) fn check(fault: &Fault, meant: &Meant<'_>) -> Result<(), FaultError> {
    let name = meant.endpoint.spec_name();
    let id = meant.key.endpoint;
    match &fault.effect {
        Some(Effect::Case(case)) => check_case(case, meant),
        Some(Effect::Status(status)) if !(400..600).contains(status) => {
            Err(FaultError::new(format!("`{status}` is not the status of a refusal: write one from 400 to 599")))
        }
        Some(effect @ (Effect::Expired | Effect::Revoked)) if !lifecycle::has_token(meant.provider, id) => Err(
            FaultError::new(format!("`{name}` is called without a credential, so that nothing of it can be {effect}")),
        ),
        Some(Effect::Rotated) if lifecycle::refresh_field(meant.provider, id).is_none() => {
            let issuers = meant.provider.endpoints.with_ids();
            let issuers = issuers.filter(|(id, _)| lifecycle::refresh_field(meant.provider, *id).is_some());
            let issuers: Vec<&str> = issuers.map(|(_, endpoint)| endpoint.spec_name()).collect();
            let help = suggest::all_of("those that do are", &issuers);
            Err(FaultError::new(format!("`{name}` issues no refresh token that could be rotated: {help}")))
        }
        Some(
            Effect::Status(_)
            | Effect::Closed
            | Effect::Truncated
            | Effect::Expired
            | Effect::Revoked
            | Effect::Rotated,
        )
        | None => Ok(()),
    }
}

fn check_case(case: &str, meant: &Meant<'_>) -> Result<(), FaultError> {
    let name = meant.endpoint.spec_name();
    let Some(call) = meant.endpoint.http() else {
        return Err(FaultError::new(format!(
            "`{name}` is a page for a browser, and has no errors of the spec: use a status"
        )));
    };
    let cases = &meant.provider.error_sets[call.errors].cases;
    if cases.iter().any(|known| known.ident == case) {
        return Ok(());
    }
    let known: Vec<&str> = cases.iter().map(|known| known.ident.as_str()).collect();
    let help = suggest::help(case, (), &known, "its errors are");
    Err(FaultError::new(format!("`{name}` has no error `{case}`: {}", help.advice())))
}

/// Returns the reply to a call that is not carried out, if there is one, and why it is refused.
pub(crate) fn instead(
    effect: &Effect,
    chosen: &Candidate<'_>,
    (sent, received): (&Sent, &Received),
    memory: &Memory,
) -> Option<Reply> {
    let errors = chosen.errors().map(|set| (chosen.provider, set));
    match effect {
        Effect::Status(status) => Some(refuse::status(*status, errors)),
        Effect::Case(name) => {
            let case: Option<&ErrorCase> =
                errors.and_then(|(_, set)| set.cases.iter().find(|case| case.ident == *name));
            case.map(|case| refuse::documented(case, chosen.provider))
        }
        Effect::Closed => Some(Reply::new(500, None).ending(Ending::Closed)),
        Effect::Expired => end(Ended::Expired, chosen, (sent, received), memory),
        Effect::Revoked => end(Ended::Revoked, chosen, (sent, received), memory),
        Effect::Truncated | Effect::Rotated => None,
    }
}

/// Ends the tokens of a call. The call is then refused like any other with such a token; one with a key is refused here.
fn end(ended: Ended, chosen: &Candidate<'_>, (sent, received): (&Sent, &Received), memory: &Memory) -> Option<Reply> {
    let is_key = lifecycle::end(chosen, (sent.renewed(), received), ended, memory);
    let refusal = Refusal::new(Reason::Credential, ended.describe("the key"));
    let errors = chosen.errors().map(|set| (chosen.provider, set));
    is_key.then(|| refuse::reply(&refusal, errors))
}
