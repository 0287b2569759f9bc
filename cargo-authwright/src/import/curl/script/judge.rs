//! Which sample replies are refusals, where the page does not say their status: by their bodies.

use serde_json::{Map, Value as Json};

use super::block::Block;
use crate::import::curl::reply::Reply;
use crate::import::draft::Draft;

/// Members with the status of the reply.
const STATUSES: [&str; 8] =
    ["status", "statusCode", "status_code", "httpStatus", "http_status", "http_code", "httpStatusCode", "code"];
/// Members that say why.
const REASONS: [&str; 14] = [
    "error",
    "errors",
    "message",
    "title",
    "detail",
    "details",
    "error_description",
    "error_message",
    "errorMessage",
    "err_msg",
    "errMsg",
    "msg",
    "reason",
    "errmsg",
];
/// Members that a refusal has beside its reason.
const BESIDE: [&str; 18] = [
    "success",
    "ok",
    "error_code",
    "errorCode",
    "error_type",
    "err_code",
    "errCode",
    "errcode",
    "error_uri",
    "type",
    "instance",
    "path",
    "timestamp",
    "request_id",
    "requestId",
    "trace_id",
    "traceId",
    "documentation_url",
];
/// Members that are zero in a success.
const ZEROS: [&str; 9] =
    ["status", "code", "ret", "retcode", "errcode", "errno", "error_code", "errorCode", "result_code"];
/// Members that are true in a success.
const FLAGS: [&str; 2] = ["ok", "success"];
/// How a refusal under 200 is written.
const UNDER_200: &str =
    "if it comes under 200, move its case to `errors: { 200: … }` with a `when` (see specs/README.md).";

/// Gives the replies without a status one, if their bodies say it, and remarks what remains unclear.
pub(in crate::import::curl) fn judge(blocks: &mut [Block], draft: &mut Draft) {
    for block in blocks.iter_mut() {
        for index in 0..block.replies.len() {
            let (before, rest) = block.replies.split_at_mut(index);
            let Some(reply) = rest.first_mut().filter(|reply| reply.status.is_none()) else { continue };
            let former = before.iter().rev().find(|reply| reply.success().is_some());
            let verdict = verdict(reply, former);
            if let Verdict::Refusal(status) | Verdict::Assumed(status, _) = verdict {
                reply.status = Some(status);
            }
            if let Verdict::Assumed(_, text) | Verdict::Unclear(text) = verdict {
                draft.remark(text);
            }
        }
    }
    remark_members(blocks, draft);
}

enum Verdict {
    Success,
    /// The body says the status.
    Refusal(u16),
    Assumed(u16, String),
    Unclear(String),
}

fn verdict(reply: &Reply, former: Option<&Reply>) -> Verdict {
    let Some(members) = reply.json().and_then(Json::as_object) else {
        return if reply.is_error { assumed(reply, "its heading") } else { Verdict::Success };
    };
    if let Some(status) = status(members) {
        return Verdict::Refusal(status);
    }
    let former_members = former.and_then(|former| former.json()?.as_object());
    if reply.is_error {
        return assumed(reply, "its heading");
    }
    let is_other = former_members.is_some_and(|former| former.keys().ne(members.keys()));
    if former_members.is_some_and(|former| differs_in_zero(former, members)) {
        return assumed(reply, "the status in its body");
    }
    if says_error(members) && (is_other || members.keys().all(|name| is_of_refusal(name))) {
        return assumed(reply, "its body");
    }
    let Some(former) = former else { return unclear(reply, members) };
    let is_apart = former_members.is_some_and(|known| !known.keys().any(|name| members.contains_key(name)));
    if !says_error(members) && is_apart {
        return Verdict::Unclear(format!(
            "The replies on lines {} and {} share no member: if one is a refusal, write its status in a line above it, and import again.",
            former.line, reply.line
        ));
    }
    unclear(reply, members)
}

/// A reply that may be either, by its error.
fn unclear(reply: &Reply, members: &Map<String, Json>) -> Verdict {
    if !says_error(members) {
        return Verdict::Success;
    }
    Verdict::Unclear(format!(
        "The reply on line {} has an error and no status: if it is a refusal, write its status in a line above it, and import again.",
        reply.line
    ))
}

fn assumed(reply: &Reply, by: &str) -> Verdict {
    let text = format!(
        "The reply on line {} is a refusal by {by}, and the page does not say its status: 400 is assumed. Correct it; {UNDER_200}",
        reply.line
    );
    Verdict::Assumed(400, text)
}

fn is_of_refusal(name: &str) -> bool {
    STATUSES.contains(&name) || REASONS.contains(&name) || BESIDE.contains(&name)
}

/// The status of a refusal that a body says, beside a reason.
fn status(members: &Map<String, Json>) -> Option<u16> {
    let has_reason = members.keys().any(|name| REASONS.contains(&name.as_str()) || name == "type");
    let own = STATUSES.iter().find_map(|name| refusal(members.get(*name)?)).filter(|_| has_reason);
    let inside = members.get("error").and_then(Json::as_object);
    let inside = inside.and_then(|error| STATUSES.iter().find_map(|name| refusal(error.get(*name)?)));
    // JSON:API has a list, and statuses that are texts.
    let listed = members.get("errors").and_then(|errors| refusal(errors.get(0)?.get("status")?));
    own.or(inside).or(listed)
}

fn refusal(json: &Json) -> Option<u16> {
    let number = json.as_u64().or_else(|| json.as_str()?.parse().ok())?;
    u16::try_from(number).ok().filter(|status| (400..600).contains(status))
}

/// Whether a body has an error, or says that the call did not succeed.
fn says_error(members: &Map<String, Json>) -> bool {
    let is_there = |json: &Json| match json {
        Json::Null | Json::Bool(false) => false,
        Json::Bool(true) => true,
        Json::Number(number) => number.as_u64() != Some(0),
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
    };
    let has_error = ["error", "errors"].iter().any(|name| members.get(*name).is_some_and(is_there));
    has_error || FLAGS.iter().any(|name| members.get(*name) == Some(&Json::Bool(false)))
}

fn is_zero(json: &Json) -> bool {
    json.as_u64() == Some(0) || json.as_str() == Some("0")
}

fn differs_in_zero(former: &Map<String, Json>, members: &Map<String, Json>) -> bool {
    ZEROS.iter().any(|name| match (former.get(*name), members.get(*name)) {
        (Some(former), Some(other)) => is_zero(former) && !is_zero(other),
        (_, _) => false,
    })
}

/// Remarks the members of successes that tell refusals.
fn remark_members(blocks: &[Block], draft: &mut Draft) {
    let replies: Vec<&Reply> = blocks.iter().flat_map(|block| &block.replies).collect();
    let of = |is_refusal: bool, name: &str| -> Vec<&Json> {
        let chosen = replies.iter().filter(|reply| reply.is_refusal() == is_refusal);
        chosen.filter_map(|reply| reply.json()?.get(name)).collect()
    };
    let has_refusals = replies.iter().any(|reply| reply.is_refusal());
    for name in ZEROS.iter().chain(&FLAGS) {
        let (good, bad) = (of(false, name), of(true, name));
        let is_good = |json: &Json| if FLAGS.contains(name) { json == &Json::Bool(true) } else { is_zero(json) };
        let tells = !good.is_empty() && good.iter().all(|json| is_good(json));
        let other = bad.iter().find(|json| !is_good(json));
        if tells && (other.is_some() || !has_refusals) {
            draft.remark(remark(name, good[0], other.copied()));
        }
    }
}

/// Says how a member of the body tells refusals.
fn remark(name: &str, good: &Json, other: Option<&Json>) -> String {
    let plain = if FLAGS.contains(&name) { "false" } else { "NUMBER" };
    let value = other.map_or_else(|| plain.to_owned(), Json::to_string);
    format!(
        "`{name}` is {good} in every success, so that it may tell the refusals: for those that come under 200, write `errors: {{ 200: [{{ name: Refused, when: {{ {name}: {value} }} }}] }}`, with the values of the page (see specs/README.md)."
    )
}
