//! Checks a request in the order in which a provider would.

use auth_codegen::model::{Field, Part, Place};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::Value as Json;

use crate::judge::{credential, proof};
use crate::memory::Memory;
use crate::read::fields::{self, canonical_example};
use crate::read::made;
use crate::read::reading::Reading;
use crate::read::received::Received;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// Returns the endpoint that matches a request best, and the request as read for it. Of several that match equally, it is
/// the one whose credential the request carries, or else the one of whose examples it has the secrets.
pub(crate) fn choose<'c, 'p>(
    candidates: &'c [Candidate<'p>],
    received: &Received,
    memory: &Memory,
) -> Option<(&'c Candidate<'p>, Reading)> {
    let read = candidates.iter().map(|candidate| (candidate, fields::read(candidate, received)));
    read.min_by_key(|(candidate, reading)| {
        (reading.distance(), strangeness(candidate, received), foreign(candidate, reading, memory))
    })
}

/// Returns how many secrets of a request no example of a call has. A log-in and a renewal may differ by that alone: the
/// renewal sends the former ticket in the place of the password.
fn foreign(candidate: &Candidate<'_>, reading: &Reading, memory: &Memory) -> usize {
    let is_foreign = |field: &&Field| {
        let Some(found) = reading.values.get(&field.ident.value) else { return false };
        let known = found.as_str().and_then(|text| memory.stands_for(candidate.key.provider, text)).map(Json::from);
        let found = known.as_ref().unwrap_or(found);
        let mut examples = candidate.endpoint.examples.iter();
        !examples.any(|example| canonical_example(example, field).as_ref() == Some(found))
    };
    let secrets = candidate.endpoint.fields().iter().filter(|field| field.ty.value.is_secret());
    secrets.filter(is_foreign).count()
}

/// How little a call fits the credential that a request carries. A call may have an `Authorization` of its own, from a reply.
fn strangeness(candidate: &Candidate<'_>, received: &Received) -> u8 {
    if candidate.endpoint.request.parts.iter().any(Part::is_authorization) {
        return 0;
    }
    match (candidate.is_protected(), credential::carried(candidate, received).is_empty()) {
        (true, false) => 0,
        (false, _) => 1,
        (true, true) => 2,
    }
}

/// Checks a request.
///
/// # Errors
/// Returns the first mistake.
pub(crate) fn check(
    candidates: &[Candidate<'_>],
    chosen: &Candidate<'_>,
    reading: &Reading,
    received: &Received,
    memory: &Memory,
) -> Result<(), Refusal> {
    if received.body.is_none() {
        return Err(Refusal::new(Reason::Length, "the body is too long: send at most 1 MiB"));
    }
    check_once(chosen, received)?;
    credential::check(chosen, received, memory)?;
    if let Some(refusal) = &reading.unread {
        return Err(refusal.clone());
    }
    if reading.is_unknown {
        let text = "the user name or the password in `authorization` is unknown: send those of an example of the spec";
        return Err(Refusal::new(Reason::Credential, text));
    }
    check_fields(candidates, reading)?;
    credential::check_secrets(chosen, reading, received, memory)?;
    proof::check(chosen, received)
}

/// Checks that headers with one value are sent once (RFC 9110 §5.3): a provider that takes the first, and one that takes the
/// last, would differ.
fn check_once(chosen: &Candidate<'_>, received: &Received) -> Result<(), Refusal> {
    let credentials = chosen.credentials();
    let names = credentials.iter().flat_map(|known| credential::header_names(known));
    let mut names = names.chain([CONTENT_TYPE.as_str(), AUTHORIZATION.as_str()]);
    let twice = names.find_map(|name| {
        let count = received.headers.get_all(name).iter().count();
        (count > 1).then(|| format!("the header `{name}` is there {count} times: send it once (RFC 9110 §5.3)"))
    });
    twice.map_or(Ok(()), |text| Err(Refusal::new(Reason::Fields, text)))
}

fn check_fields(candidates: &[Candidate<'_>], reading: &Reading) -> Result<(), Refusal> {
    let constants = reading.constants.iter().map(|wire| wrong_constant(wire, candidates));
    let problems: Vec<String> = constants.chain(reading.problems.iter().cloned()).collect();
    if problems.is_empty() { Ok(()) } else { Err(Refusal { reason: Reason::Fields, texts: problems }) }
}

/// Returns the valid values of a constant. Endpoints at one path may differ only by a constant, so the values of all of
/// them are valid. Values of settings and inputs are the made-up ones of the spec.
fn wrong_constant(wire: &str, candidates: &[Candidate<'_>]) -> String {
    let mut parts = candidates.iter().flat_map(|candidate| &candidate.endpoint.request.parts);
    if parts.any(|part| part.name.value == wire && made::is_computed(part)) {
        return format!("`{wire}` differs from what the spec computes of this request and the values of its examples");
    }
    let mut values = Vec::new();
    for candidate in candidates {
        for place in Place::KEYED.map(|(place, _)| place).into_iter().chain([Place::Body]) {
            let here = made::parts(candidate, place).into_iter().filter(|part| part.name.value == wire);
            values.extend(here.filter_map(|part| Some(format!("`{}`", made::expected(candidate, part)?))));
        }
    }
    values.dedup();
    match values.as_slice() {
        [] => format!("`{wire}` must have the value of an example of the spec"),
        values => format!("`{wire}` must be {}", values.join(" or ")),
    }
}
