//! An operation as a call.

use serde_json::Value as Json;

use super::body::{self, Content, Kind};
use super::error::Errors;
use super::parameter;
use super::reading::Reading;
use super::schema::Schemas;
use super::select::Call;
use crate::import::draft::{Draft, Endpoint, Returned, Ty, place, tidy};
use crate::import::guess::name;
use crate::import::write::prose;

/// Reads a call.
pub(super) fn read(call: &Call<'_>, schemas: &mut Schemas<'_>, errors: &mut Errors, draft: &mut Draft) -> Endpoint {
    let mut endpoint = Endpoint {
        name: tidy::endpoint_name(&call_name(call), draft),
        doc: doc(call),
        deprecated: call.operation.get("deprecated") == Some(&Json::Bool(true)),
        method: call.method.to_ascii_uppercase(),
        ..Endpoint::default()
    };
    set_place(call, &mut endpoint, draft);
    let mut reading = Reading { endpoint: &mut endpoint, schemas, draft };
    parameter::add(call, &mut reading);
    if let Some(node) = call.operation.get("requestBody") {
        body::fill(node, &mut reading);
    }
    add_replies(call, &mut endpoint, schemas, errors, draft);
    parameter::remove_records(&mut endpoint, draft);
    body::remove_records(&mut endpoint, draft);
    endpoint
}

/// Returns the name: the operation's id without what frameworks add to it, or one by method and path.
fn call_name(call: &Call<'_>) -> String {
    let id = call.operation.get("operationId").and_then(Json::as_str).map(str::trim).filter(|id| !id.is_empty());
    let Some(id) = id else {
        let path = call.path.to_owned();
        let replies_list = call
            .operation
            .get("summary")
            .and_then(Json::as_str)
            .is_some_and(|text| text.to_ascii_lowercase().starts_with("list"));
        return name::of_path(&call.method.to_ascii_uppercase(), &path, replies_list);
    };
    // FastAPI: `read_me_api_v1_me_get`.
    let plain = name::snake(id);
    let path: String = call.path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let suffix = format!("{path}_{}", call.method);
    let bare = id.strip_suffix(&suffix).map(name::snake).filter(|bare| !bare.is_empty());
    // `auth/create-token`: the group says nothing that the call does not.
    let last = id.rsplit(['/', '.', '#']).next().map(name::snake).filter(|last| last.contains('_'));
    bare.or(last).unwrap_or(plain)
}

fn doc(call: &Call<'_>) -> String {
    let text = |key: &str| call.operation.get(key).and_then(Json::as_str).and_then(prose::sentence);
    text("summary").or_else(|| text("description")).unwrap_or_else(|| format!("{}.", name::words(&call_name(call))))
}

/// Sets host and path. A call may have a server of its own.
fn set_place(call: &Call<'_>, endpoint: &mut Endpoint, draft: &mut Draft) {
    let servers = call.operation.get("servers").or_else(|| call.item.get("servers"));
    let own = servers
        .and_then(|all| all.get(0)?.get("url")?.as_str())
        .filter(|url| url.starts_with("https://") && !url.contains('{'));
    let path = place::path(call.path);
    match own {
        Some(url) => {
            let found = place::find(&format!("{}{path}", url.trim_end_matches('/')), draft);
            (endpoint.host, endpoint.path) = (found.host, found.path);
        }
        None => endpoint.path = path,
    }
}

fn add_replies(
    call: &Call<'_>,
    endpoint: &mut Endpoint,
    schemas: &mut Schemas<'_>,
    errors: &mut Errors,
    draft: &mut Draft,
) {
    let responses = call.operation.get("responses").and_then(Json::as_object).cloned().unwrap_or_default();
    for (status, node) in &responses {
        let Some(reply) = schemas.document.resolve(node) else {
            endpoint.remarks.push(format!("The reply {status} is in another document."));
            continue;
        };
        match class(status) {
            Class::Success(number) => add_success(number, reply, endpoint, schemas, draft),
            Class::Refusal(number) => errors.add(number, reply),
            Class::Redirect => endpoint.remarks.push(format!("A reply {status} redirects, which is an error.")),
            Class::Default | Class::Unknown => {}
        }
    }
    let default = responses.get("default").and_then(|node| schemas.document.resolve(node));
    if let Some(default) = default {
        if endpoint.returns.is_empty() {
            add_success(200, default, endpoint, schemas, draft);
        } else {
            errors.add_default(default);
        }
    }
    if endpoint.returns.is_empty() {
        endpoint.remarks.push("The document shows no success: a body is not read.".to_owned());
        endpoint.returns.push((200, Returned::Nothing));
    }
    one_encoding(endpoint);
}

enum Class {
    Success(u16),
    Refusal(u16),
    Redirect,
    Default,
    Unknown,
}

/// `200`, `2XX`, `default`.
fn class(status: &str) -> Class {
    let number = status.to_ascii_uppercase().replace("XX", "00");
    match number.parse::<u16>() {
        Ok(number @ 200..=299) => Class::Success(number),
        Ok(number @ 400..=599) => Class::Refusal(number),
        Ok(100..=399) => Class::Redirect,
        Err(_) if status == "default" => Class::Default,
        Ok(_) | Err(_) => Class::Unknown,
    }
}

fn add_success(status: u16, reply: &Json, endpoint: &mut Endpoint, schemas: &mut Schemas<'_>, draft: &mut Draft) {
    if endpoint.returns.iter().any(|(known, _)| *known == status) {
        return;
    }
    let content = body::best(reply, schemas).filter(|_| endpoint.method != "HEAD" && status != 204 && status != 205);
    let Some(Content { kind, media }) = content else {
        endpoint.returns.push((status, Returned::Nothing));
        return;
    };
    let (response, returned) = match kind {
        Kind::Json => (None, typed(media, endpoint, schemas, draft)),
        Kind::Form => (Some("form"), typed(media, endpoint, schemas, draft)),
        Kind::Text => (Some("text"), plain(Ty::STRING)),
        Kind::Xml => {
            endpoint
                .remarks
                .push("The reply is XML, and kept as a text: see `response: xml` in specs/README.md.".to_owned());
            (Some("text"), plain(Ty::STRING))
        }
        Kind::Multipart | Kind::Bytes => (Some("bytes"), plain(Ty::Word("bytes"))),
    };
    if endpoint.response.is_none() && endpoint.returns.iter().all(|(_, known)| *known == Returned::Nothing) {
        endpoint.response = response;
    } else if endpoint.response != response {
        endpoint
            .remarks
            .push(format!("The reply {status} is encoded in another way than the first, and was left out."));
        return;
    }
    endpoint.returns.push((status, returned));
}

fn plain(ty: Ty) -> Returned {
    Returned::Type { ty, optional: false }
}

fn typed(media: &Json, endpoint: &mut Endpoint, schemas: &mut Schemas<'_>, draft: &mut Draft) -> Returned {
    let Some(node) = media.get("schema") else {
        let stream = media
            .get("itemSchema")
            .map(|_| "The reply is a stream of items (OpenAPI 3.2), of which the language has none.");
        endpoint.remarks.extend(stream.map(str::to_owned));
        return plain(Ty::JSON);
    };
    let typed = schemas.read(node, "body", &format!("{}Result", name::camel(&endpoint.name)), draft);
    endpoint.remarks.extend(typed.remark.map(|remark| format!("The reply: {remark}")));
    let is_bytes = typed.ty == Ty::Word("bytes");
    let ty = if is_bytes || typed.encoding.is_some() { Ty::JSON } else { typed.ty };
    Returned::Type { ty, optional: typed.optional }
}

/// Several successes of one type are one.
fn one_encoding(endpoint: &mut Endpoint) {
    endpoint.returns.sort_by_key(|(status, _)| *status);
    let first = endpoint.returns.first().map(|(_, returned)| returned.clone());
    if endpoint.returns.iter().all(|(_, returned)| Some(returned) == first.as_ref()) {
        endpoint.returns.truncate(1);
    }
}
