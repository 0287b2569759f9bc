//! What a call answers.

use serde_json::Value as Json;

use super::super::group::{Call, Sample};
use super::super::reply::{Body, Reply};
use crate::import::credential;
use crate::import::draft::{Draft, Endpoint, Field, Record, Returned, Ty, tidy};
use crate::import::guess::made_up::{self, Masks};
use crate::import::guess::{name, placeholder, scalar, secret};
use crate::import::shape::{self, flat};

/// Fills in the types of successful replies.
pub(super) fn fill(samples: &[&Sample], call: &Call, endpoint: &mut Endpoint, draft: &mut Draft) {
    if endpoint.is_visit() {
        return;
    }
    let replies: Vec<&Reply> =
        samples.iter().flat_map(|sample| &sample.replies).filter(|reply| reply.success().is_some()).collect();
    let mut statuses: Vec<u16> = replies.iter().filter_map(|reply| reply.success()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    endpoint.response = response(&replies);
    if statuses.is_empty() {
        unknown(endpoint);
        return;
    }
    for status in statuses {
        let of_status: Vec<&Reply> = replies.iter().copied().filter(|reply| reply.success() == Some(status)).collect();
        let returned = returned(&of_status, call, endpoint, draft);
        endpoint.returns.push((status, returned));
    }
}

/// Without a sample, a reply is kept as it is.
fn unknown(endpoint: &mut Endpoint) {
    if endpoint.method == "HEAD" || endpoint.method == "OPTIONS" {
        endpoint.returns.push((200, Returned::Nothing));
        return;
    }
    endpoint.remarks.push("No sample reply: a body is kept as it is. Write `nothing` if there is none.".to_owned());
    endpoint.returns.push((200, Returned::Type { ty: Ty::JSON, optional: false }));
}

fn response(replies: &[&Reply]) -> Option<&'static str> {
    replies.iter().find_map(|reply| match reply.body {
        Body::Form(_) => Some("form"),
        Body::Text(_) => Some("text"),
        Body::Empty | Body::Json(..) => None,
    })
}

fn returned(replies: &[&Reply], call: &Call, endpoint: &Endpoint, draft: &mut Draft) -> Returned {
    if replies.iter().all(|reply| reply.body == Body::Empty) || endpoint.method == "HEAD" {
        return Returned::Nothing;
    }
    let optional = replies.iter().any(|reply| reply.body == Body::Empty);
    let lacking: Vec<Json> = replies.iter().filter_map(|reply| without_optional(reply)).collect();
    let bodies: Vec<&Json> = replies.iter().filter_map(|reply| reply.json()).chain(&lacking).collect();
    if bodies.is_empty() {
        return Returned::Type { ty: Ty::STRING, optional };
    }
    let is_log_in = call.carried.is_empty() || endpoint.name.contains("refresh");
    let token = token(&bodies, is_log_in, endpoint, draft);
    let ty = token.unwrap_or_else(|| shape::ty("body", &hint(endpoint, &bodies), &bodies, draft));
    Returned::Type { ty, optional }
}

/// A member of which a comment says that it is optional: the same sample without it says so as well.
fn without_optional(reply: &Reply) -> Option<Json> {
    let Body::Json(json, notes) = &reply.body else { return None };
    let is_optional = |note: &str| note.to_ascii_lowercase().contains("optional");
    let names: Vec<&str> = notes.iter().filter(|(_, note)| is_optional(note)).map(|(name, _)| name.as_str()).collect();
    (!names.is_empty()).then(|| without(json, &names))
}

fn without(json: &Json, names: &[&str]) -> Json {
    match json {
        Json::Object(members) => {
            let kept = members.iter().filter(|(name, _)| !names.contains(&name.as_str()));
            Json::Object(kept.map(|(name, json)| (name.clone(), without(json, names))).collect())
        }
        Json::Array(items) => items.iter().map(|item| without(item, names)).collect(),
        json => json.clone(),
    }
}

/// Returns the name of a reply's record by the name of its call: `CreatedApiKey` for `create_api_key`.
fn hint(endpoint: &Endpoint, bodies: &[&Json]) -> String {
    let (verb, noun) = endpoint.name.split_once('_').unwrap_or((&endpoint.name, ""));
    let noun = if noun.is_empty() { verb } else { noun };
    let singular = name::camel(&name::singular(noun));
    let members = |json: &&Json| json.as_object().map(|members| members.keys().cloned().collect::<Vec<_>>());
    let is_message = bodies.iter().filter_map(members).all(|names| names == ["message"]);
    let is_page = bodies
        .iter()
        .all(|json| json.as_object().is_some_and(|members| members.len() > 1 && members.values().any(Json::is_array)));
    match verb {
        _ if is_message && bodies.iter().all(|json| json.is_object()) => "Message".to_owned(),
        "list" | "search" | "find" if is_page => format!("{singular}Page"),
        "list" => name::camel(noun),
        "create" | "generate" | "issue" | "rotate" | "add" => format!("Created{singular}"),
        "get" | "retrieve" | "read" => singular,
        _ => format!("{}Result", name::camel(&endpoint.name)),
    }
}

/// Whether a reply has a token.
pub(super) fn has_token(json: &Json) -> bool {
    let leaves = flat::leaves(&[json]);
    leaves.iter().any(|leaf| credential::VALUES.iter().take(13).any(|name| leaf.path.rsplit('.').next() == Some(name)))
}

/// Returns the record of a reply with a token. Nested members become fields of it, because a token is one of them.
fn token(bodies: &[&Json], is_log_in: bool, endpoint: &Endpoint, draft: &mut Draft) -> Option<Ty> {
    let leaves = flat::leaves(bodies);
    let value_of = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or_default();
        credential::VALUES.iter().position(|known| *known == last)
    };
    let is_text = |leaf: &&flat::Leaf| !leaf.known().is_empty() && leaf.known().iter().all(|json| json.is_string());
    let mut values: Vec<&flat::Leaf> =
        leaves.iter().filter(is_text).filter(|leaf| value_of(&leaf.path).is_some()).collect();
    values.sort_by_key(|leaf| value_of(&leaf.path));
    let first = *values.first()?;
    let last = first.path.rsplit('.').next().unwrap_or_default();
    let is_sure = last != "key" && last != "id_token" && last != "idToken";
    let named = secret::is_named(last) || last == "bearer" || last == "sessionId";
    if !is_log_in || !is_sure || !named || bodies.iter().any(|json| !json.is_object()) {
        return None;
    }
    // Where one sample has it elsewhere, both are places of one field.
    let covers = |leaf: &&&flat::Leaf| {
        first.samples.iter().zip(&leaf.samples).all(|(one, other)| one.is_none() || other.is_none())
    };
    let others: Vec<&flat::Leaf> = values.iter().skip(1).filter(covers).copied().collect();
    let has_one = |index: usize| {
        std::iter::once(&first).chain(&others).any(|leaf| leaf.samples.get(index).is_some_and(Option::is_some))
    };
    if !(0..bodies.len()).all(has_one) {
        return None;
    }
    let is_nested = first.path.contains('.') || !others.is_empty();
    let fields = if is_nested { flat_fields(&leaves, first, &others) } else { plain_fields(bodies, draft) };
    let fields = with_scopes(fields, bodies, draft);
    Some(Ty::Named(declare(fields, endpoint, draft)))
}

fn plain_fields(bodies: &[&Json], draft: &mut Draft) -> Vec<Field> {
    let objects: Vec<_> = bodies.iter().filter_map(|json| json.as_object()).collect();
    let fields = shape::fields("Token", &objects, draft);
    fields.into_iter().map(as_token).collect()
}

/// What is called `bearer` or `sessionId` is a secret, too, though other things have these names.
fn as_token(mut field: Field) -> Field {
    let is_value = credential::VALUES.contains(&field.name.as_str()) && field.name != "key";
    if is_value && field.ty == Ty::STRING {
        field.ty = Ty::SECRET;
    }
    field
}

fn flat_fields(leaves: &[flat::Leaf], first: &flat::Leaf, others: &[&flat::Leaf]) -> Vec<Field> {
    let is_other = |leaf: &flat::Leaf| others.iter().any(|other| other.path == leaf.path);
    let field = |leaf: &flat::Leaf| {
        let mut field = Field { optional: !leaf.is_everywhere(), ..leaf.field() };
        if leaf.path == first.path {
            field.optional = false;
            field.ty = Ty::SECRET;
            if !others.is_empty() {
                field.at = std::iter::once(first).chain(others.iter().copied()).map(|leaf| leaf.path.clone()).collect();
            }
        }
        if scalar::is_lifetime(&name::snake(&field.name)) && field.ty == Ty::Word("integer") {
            field.ty = Ty::SECONDS;
        }
        field
    };
    leaves.iter().filter(|leaf| !is_other(leaf)).map(field).collect()
}

/// Scopes that were granted are one text in a reply.
fn with_scopes(mut fields: Vec<Field>, bodies: &[&Json], draft: &mut Draft) -> Vec<Field> {
    let scopes = fields.iter_mut().find(|field| field.name == "scope" || field.name == "scopes");
    if let Some(field) = scopes {
        let texts: Vec<&str> = bodies.iter().filter_map(|json| json.get(&field.name)?.as_str()).collect();
        let separator = if texts.iter().any(|text| text.contains(',')) { "," } else { " " };
        let granted: Vec<&str> = texts.iter().flat_map(|text| text.split(separator)).map(str::trim).collect();
        if !granted.is_empty() && granted.iter().all(|scope| is_scope(scope)) {
            for scope in granted {
                draft.add_scope(scope);
            }
            field.ty = Ty::list(Ty::Named("Scope".to_owned()));
            field.separator = Some(separator);
        }
    }
    fields
}

/// Whether a text is the name of a scope (RFC 6749 §3.3), and none that stands for one.
fn is_scope(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
    !text.is_empty() && text.bytes().all(is_allowed) && placeholder::name(text).is_none() && !placeholder::is_cut(text)
}

/// Declares the record of a token, or adds to the one that a refresh answers as well.
fn declare(fields: Vec<Field>, endpoint: &Endpoint, draft: &mut Draft) -> String {
    let is_refresh = endpoint.constant("grant_type") == Some("refresh_token") || endpoint.name.contains("refresh");
    let known = draft.types.iter().position(|record| is_refresh && is_part(&fields, record));
    if let Some(index) = known {
        let record = &mut draft.types[index];
        for field in record.fields.iter_mut().filter(|field| !fields.iter().any(|known| known.name == field.name)) {
            field.optional = true;
        }
        return record.name.clone();
    }
    let is_first = draft.record("Token").is_none();
    let (verb, noun) = endpoint.name.split_once('_').unwrap_or(("", &endpoint.name));
    let noun = if ["log", "sign"].contains(&verb) { endpoint.name.as_str() } else { noun };
    let noun = noun.trim_end_matches("_token").trim_end_matches("token").trim_end_matches("_key");
    let wanted = if is_first { "Token".to_owned() } else { format!("{}Token", name::camel(noun)) };
    let wanted = if draft.record(&wanted).is_some() { tidy::type_name(&wanted, draft) } else { wanted };
    shape::intern(&wanted, None, fields, draft)
}

/// Whether a record has all these fields, and its value among them.
fn is_part(fields: &[Field], record: &Record) -> bool {
    let is_in =
        |field: &Field| record.field(&field.name).is_some_and(|known| known.ty == field.ty && known.at == field.at);
    credential::value(record).is_some() && fields.iter().all(is_in)
}

/// Returns the statuses and bodies of a sample's successes; a status is said only if it is not the first.
pub(super) fn examples(
    sample: &Sample,
    endpoint: &Endpoint,
    masks: &mut Masks,
    draft: &Draft,
) -> Vec<(Option<u16>, Option<Json>)> {
    if endpoint.is_visit() {
        return vec![(None, Some(callback(sample, masks)))];
    }
    let first = endpoint.returns.first().map(|(status, _)| *status);
    let replies = sample.replies.iter().filter_map(|reply| Some((reply, reply.success()?)));
    let found: Vec<(Option<u16>, Option<Json>)> = replies
        .map(|(reply, status)| {
            (Some(status).filter(|status| Some(*status) != first), body(reply, status, endpoint, masks, draft))
        })
        .collect();
    if !found.is_empty() {
        return found;
    }
    match endpoint.returns.first() {
        Some((_, Returned::Nothing)) | None => vec![(None, None)],
        Some((_, Returned::Type { .. })) => vec![(None, made_up::example(endpoint, draft).response)],
    }
}

/// What a page gives back: the code of the sample's callback, or a made-up one.
fn callback(sample: &Sample, masks: &mut Masks) -> Json {
    let code = sample.replies.iter().find_map(|reply| reply.json()?.get("code")?.as_str());
    serde_json::json!({ "code": masks.secret("code", code.unwrap_or("CODE")) })
}

fn body(reply: &Reply, status: u16, endpoint: &Endpoint, masks: &mut Masks, draft: &Draft) -> Option<Json> {
    let (_, returned) = endpoint.returns.iter().find(|(known, _)| *known == status)?;
    let Returned::Type { ty, .. } = returned else { return None };
    let field = Field::new("body", ty.clone());
    match &reply.body {
        Body::Empty => None,
        Body::Text(text) => Some(Json::from(text.as_str())),
        Body::Json(json, _) => Some(masks.sample(&field, &nested(json, ty, draft), draft)),
        Body::Form(json) => Some(made_up::form(&masks.sample(&field, json, draft))),
    }
}

/// A record whose fields are inside of the body shows one item of each list of objects.
fn nested(json: &Json, ty: &Ty, draft: &Draft) -> Json {
    let record = ty.named().and_then(|name| draft.record(name));
    let is_flat = record.is_some_and(|record| record.fields.iter().any(|field| !field.at.is_empty()));
    if is_flat { flat::first_items(json) } else { json.clone() }
}
