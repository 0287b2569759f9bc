//! Plays the rotation of refresh tokens: the reply has a new one, which stands for that of the examples.

use auth_codegen::model::{Field, Origin};
use serde_json::Value as Json;

use crate::answer::member;
use crate::answer::reply::Reply;
use crate::fault::lifecycle::{access_field, is_good_until_used, refresh_field, renewed_by, text_of};
use crate::judge::credential::makes_tokens;
use crate::memory::{Ended, Memory};
use crate::read::reading::Reading;
use crate::read::refusal::{Reason, Refusal};
use crate::route::candidate::Candidate;

/// The secrets that a request has sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    secrets: Vec<Secret>,
    /// The one that the request renews.
    renewed: Option<usize>,
}

/// A secret as it came, and the one of the examples that it stands for.
#[derive(Clone, Debug)]
struct Secret {
    raw: String,
    known: String,
}

impl Sent {
    /// Returns the token that the request renews, as it came.
    pub(super) fn renewed(&self) -> Option<&str> {
        self.secrets.get(self.renewed?).map(|secret| secret.raw.as_str())
    }
}

/// Replaces the refresh tokens of earlier rotations in a request by those that they stand for, which examples have.
pub(crate) fn resolve(chosen: &Candidate<'_>, reading: &mut Reading, memory: &Memory) -> Sent {
    let mut sent = Sent::default();
    let renewed = renewed_by(chosen.provider, chosen.key.endpoint);
    for field in chosen.endpoint.fields().iter().filter(|field| field.ty.value.is_secret()) {
        let Some(raw) = reading.text(field).map(str::to_owned) else { continue };
        let known = memory.stands_for(chosen.key.provider, &raw).unwrap_or_else(|| raw.clone());
        if known != raw {
            reading.values.insert(field.ident.value.clone(), Json::from(known.clone()));
        }
        if renewed == Some(field.ident.value.as_str()) {
            sent.renewed = Some(sent.secrets.len());
        }
        sent.secrets.push(Secret { raw, known });
    }
    sent
}

/// Checks that the refresh token of a request has not ended.
pub(crate) fn check(sent: &Sent, chosen: &Candidate<'_>, memory: &Memory) -> Result<(), Refusal> {
    let mut ended = sent.secrets.iter().filter_map(|secret| memory.ended(chosen.key.provider, &secret.raw));
    match ended.next().filter(|_| makes_tokens(chosen)) {
        Some(ended) => Err(Refusal::new(Reason::Grant, ended.describe("the refresh token"))),
        None => Ok(()),
    }
}

/// Puts a new refresh token into a reply, and ends the one that was sent. Returns the new one.
pub(crate) fn rotate(reply: &mut Reply, chosen: &Candidate<'_>, sent: &Sent, memory: &Memory) -> Option<String> {
    let provider = chosen.key.provider;
    let field = refresh_field(chosen.provider, chosen.key.endpoint)?;
    let answered = chosen.endpoint.examples.iter().filter_map(|example| text_of(field, example));
    let before = answered.into_iter().find(|text| reply.mentions(text));
    let used = sent.renewed.and_then(|index| sent.secrets.get(index));
    let stands_for = used.map(|secret| secret.known.clone()).or_else(|| before.clone());
    let stands_for = stands_for.unwrap_or_else(|| field.wire.clone());
    let new = memory.rotate(provider, &stands_for);
    match before {
        Some(before) => reply.replace(&before, &new),
        None => insert(field, reply, &new),
    }
    if let Some(used) = used {
        end_used(&used.raw, &new, (reply, chosen), memory);
    }
    Some(new)
}

/// Ends the refresh token that was sent: now, or when the new one, or the access token beside it, is used.
fn end_used(used: &str, new: &str, (reply, chosen): (&Reply, &Candidate<'_>), memory: &Memory) {
    let provider = chosen.key.provider;
    if !is_good_until_used(chosen.provider, chosen.key.endpoint) {
        memory.end(provider, used, Ended::Rotated);
        return;
    }
    let access = access_field(chosen.provider, chosen.key.endpoint);
    let known = access
        .into_iter()
        .flat_map(|field| chosen.endpoint.examples.iter().filter_map(move |example| text_of(field, example)));
    let access = known.filter(|text| reply.mentions(text));
    access.chain([new.to_owned()]).for_each(|token| memory.end_with(provider, used, &token));
}

/// Notes the uses of tokens that a call was accepted with.
pub(crate) fn note_uses(
    sent: &Sent,
    carried: impl IntoIterator<Item = String>,
    chosen: &Candidate<'_>,
    memory: &Memory,
) {
    let sent = sent.secrets.iter().map(|secret| secret.raw.clone());
    sent.chain(carried).for_each(|token| memory.note_use(chosen.key.provider, &token));
}

/// Adds the refresh token at the first place in the body that may have it.
fn insert(field: &Field, reply: &mut Reply, new: &str) {
    let path = field.origins().into_iter().find_map(|origin| match origin {
        Origin::Body(path) => Some(path.to_string()),
        Origin::Item(_) | Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    });
    let content = reply.body.as_mut().filter(|content| content.text.is_none());
    if let Some((path, content)) = path.zip(content) {
        member::set(&mut content.json, &path, new);
    }
}
