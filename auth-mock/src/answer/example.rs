//! Chooses the example of the spec that answers a request.

use auth_codegen::model::{Endpoint, Example, Returns};

use crate::answer::reply::{Content, Reply};
use crate::memory::Memory;
use crate::read::fields::canonical_example;
use crate::read::reading::Reading;
use crate::route::candidate::Candidate;

/// Returns the example for a request. Examples with equal requests take turns.
pub(crate) fn choose<'p>(candidate: &Candidate<'p>, reading: &Reading, memory: &Memory) -> Option<&'p Example> {
    let endpoint = candidate.endpoint;
    let closest = closest(endpoint, reading)?;
    let equal: Vec<_> = endpoint.examples.iter().filter(|example| is_equal(endpoint, example, closest)).collect();
    let first = endpoint.examples.iter().position(|example| is_equal(endpoint, example, closest))?;
    let turn = memory.turn(candidate.key, first).checked_rem(equal.len())?;
    equal.get(turn).copied()
}

/// Returns the reply of an example.
pub(crate) fn reply(endpoint: &Endpoint, example: Option<&Example>) -> Reply {
    let Some(call) = endpoint.http() else { return Reply::new(302, None) };
    let body = example
        .and_then(|example| Some(Content::of(example.response.as_ref()?, example.text.as_deref(), call.encoding)));
    let body = match call.returns {
        Returns::Nothing => None,
        Returns::Type(_) | Returns::Optional(_) | Returns::Bytes | Returns::OneOf(_) => body,
    };
    let headers = example.map(|example| example.headers.as_slice()).unwrap_or_default();
    let first = call.statuses.first().copied().unwrap_or(200);
    Reply::new(example.map_or(first, |example| example.status), body).with_all(headers)
}

/// Returns the example with the most fields among those whose fields are all in the request, or else the first. So an
/// equal example is preferred, and an example without fields that the client generates, such as a PKCE verifier, is
/// found too.
fn closest<'p>(endpoint: &'p Endpoint, reading: &Reading) -> Option<&'p Example> {
    let contained = endpoint.examples.iter().rev().filter(|example| is_contained(endpoint, example, reading));
    contained.max_by_key(|example| example.request.len()).or(endpoint.examples.first())
}

fn is_contained(endpoint: &Endpoint, example: &Example, reading: &Reading) -> bool {
    let mut fields = endpoint.fields().iter();
    fields.all(|field| {
        canonical_example(example, field).is_none_or(|json| reading.values.get(&field.ident.value) == Some(&json))
    })
}

fn is_equal(endpoint: &Endpoint, one: &Example, other: &Example) -> bool {
    let mut fields = endpoint.fields().iter();
    fields.all(|field| canonical_example(one, field) == canonical_example(other, field))
}
