//! The secrets that come in requests and replies, found by the types of the spec.

use auth_codegen::conformance;
use serde_json::Value as Json;

use crate::answer::reply::Reply;
use crate::read::basic::halves;
use crate::read::fields;
use crate::read::received::Received;
use crate::route::candidate::Candidate;
use crate::show::mask::{MARK, Unknown, mask};

/// The minimum length of a secret that is searched for in every text. A shorter one may be part of other words.
const SHORTEST: usize = 8;
/// The length from which a text is not taken for a word, even if it has only lower-case letters.
const LONG: usize = 20;

/// Whether a secret can be told from the words of a log.
pub(super) fn is_telling(secret: &str) -> bool {
    let is_word = secret.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    secret.len() >= SHORTEST && (!is_word || secret.len() >= LONG)
}

/// Whether a text looks like a secret: long, of letters and digits, and no UUID.
pub(super) fn is_random(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_made = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+/=.".contains(&byte));
    let is_uuid = text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    text.len() >= LONG && is_made && digits >= 3 && digits < text.len() && !is_uuid
}

/// Returns a path that no endpoint has, without the segments that look like secrets.
pub(super) fn without_random(path: &str) -> String {
    let segments = path.split('/').map(|segment| if is_random(segment) { MARK } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// Returns the secrets of a header that carries a credential: the whole value, what is after its scheme, the values of its
/// cookies, and both halves of HTTP Basic.
pub(super) fn of_header(value: &str) -> Vec<String> {
    let mut found = vec![value.to_owned()];
    found.extend(value.split_once(' ').map(|(_, rest)| rest.to_owned()));
    found.extend(value.split(';').filter_map(|pair| pair.split_once('=')).map(|(_, value)| value.trim().to_owned()));
    found.extend(halves::decode(value).into_iter().map(|[_, password]| password));
    found
}

/// Returns the values of the secret fields of a request.
pub(super) fn of_request(chosen: &Candidate<'_>, received: &Received) -> Vec<String> {
    let reading = fields::read(chosen, received);
    let secret = chosen.endpoint.fields().iter().filter(|field| field.ty.value.is_secret());
    secret.filter_map(|field| reading.text(field).map(str::to_owned)).collect()
}

/// Returns the values of the secret fields of a reply.
pub(super) fn of_reply(chosen: &Candidate<'_>, reply: &Reply) -> Vec<String> {
    let Some(before) = reply.body.as_ref().map(|body| &body.json) else { return Vec::new() };
    let call = chosen.endpoint.http();
    let success = call.and_then(|call| conformance::success(call, reply.status.as_u16(), before, &[]));
    let Some(ty) = success.and_then(|success| success.body) else { return Vec::new() };
    let mut after = before.clone();
    mask(chosen.provider, ty, &mut after, Unknown::Shown);
    let mut found = Vec::new();
    compare(before, &after, &mut found);
    found
}

/// Collects the texts that are masked.
fn compare(before: &Json, after: &Json, found: &mut Vec<String>) {
    match (before, after) {
        (before, Json::String(mark)) if mark == MARK => texts(before, found),
        (Json::Array(before), Json::Array(after)) => {
            before.iter().zip(after).for_each(|(before, after)| compare(before, after, found));
        }
        (Json::Object(before), Json::Object(after)) => {
            before.values().zip(after.values()).for_each(|(before, after)| compare(before, after, found));
        }
        _ => {}
    }
}

fn texts(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::String(text) => found.push(text.clone()),
        Json::Array(items) => items.iter().for_each(|json| texts(json, found)),
        Json::Object(members) => members.values().for_each(|json| texts(json, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
