//! The control interface: paths below `/-/`, for tests in other languages. No provider has this name.
//!
//! ```text
//! GET    /-/                    where the providers are, and the faults
//! POST   /-/faults              plan one: `log_in: 429 retry-after 3, once`
//! DELETE /-/faults              switch all off
//! DELETE /-/faults/acme.log_in  switch those of an endpoint off
//! GET    /-/exchanges           all requests and replies, without secrets; `?after=3`: without the first three
//! ```

use axum::http::{HeaderName, StatusCode, header};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value as Json, json};
use url::Url;

use crate::answer::reply::{Content, Reply};
use crate::fault::error::FaultError;
use crate::fault::kind::Fault;
use crate::read::received::Received;
use crate::stage::Stage;

/// The beginning of the paths.
pub(crate) const ROOM: &str = "/-/";
const PATHS: &str =
    "the paths are GET /-/, GET, POST and DELETE /-/faults, DELETE /-/faults/ENDPOINT, GET /-/exchanges";

/// Answers a request to the control interface; `None` if it is one to a provider.
pub(super) fn answer(stage: &Stage, received: &Received) -> Option<Reply> {
    let path = received.uri.path();
    let rest = path.strip_prefix(ROOM).or_else(|| (path == ROOM.trim_end_matches('/')).then_some(""))?;
    if !is_from_here(received) {
        return Some(refuse(StatusCode::FORBIDDEN, "pages of other sites have nothing to say here"));
    }
    let endpoint = rest.strip_prefix("faults/").filter(|endpoint| !endpoint.is_empty());
    Some(match (received.method.as_str(), rest, endpoint) {
        ("GET" | "HEAD", "", _) => fine(&ready(stage)),
        ("GET" | "HEAD", "faults", _) => fine(&faults(stage.faults())),
        ("POST", "faults", _) => plan(stage, received),
        ("DELETE", "faults", _) => switch_off(stage.switch_off("*")),
        ("DELETE", _, Some(endpoint)) => {
            switch_off(stage.switch_off(&percent_decode_str(endpoint).decode_utf8_lossy()))
        }
        ("GET" | "HEAD", "exchanges", _) => exchanges(stage, received),
        (_, "" | "faults" | "exchanges", _) | (_, _, Some(_)) => refuse(StatusCode::METHOD_NOT_ALLOWED, PATHS),
        _ => refuse(StatusCode::NOT_FOUND, &format!("there is nothing at `{path}`: {PATHS}")),
    })
}

/// Where the server and its providers are.
pub(crate) fn ready(stage: &Stage) -> Json {
    let root = stage.root();
    let of = |provider: &auth_codegen::model::Provider| {
        let hosts = provider.hosts.iter();
        let hosts: Map<String, Json> =
            hosts.filter_map(|host| Some((host.name.clone(), stage.url(&provider.name, &host.name)?.into()))).collect();
        (provider.name.clone(), Json::Object(hosts))
    };
    let providers: Map<String, Json> = stage.providers.iter().map(of).collect();
    json!({ "ready": true, "url": root, "control": format!("{root}{ROOM}"), "providers": providers })
}

/// Whether a request comes from a program of this machine, and not from a page of another site in a browser.
fn is_from_here(received: &Received) -> bool {
    let is_local = |host: Option<&str>| matches!(host, Some("127.0.0.1" | "localhost" | "[::1]"));
    let host = received.header(header::HOST.as_str()).map(|host| host.rsplit_once(':').map_or(host, |(host, _)| host));
    let origin = received.header(header::ORIGIN.as_str()).map(Url::parse);
    let origin = origin.is_none_or(|origin| origin.is_ok_and(|origin| is_local(origin.host_str())));
    origin && (host.is_none() || is_local(host))
}

fn plan(stage: &Stage, received: &Received) -> Reply {
    let planned = text(received).and_then(|text| stage.plan_text(&text));
    match planned {
        Ok((endpoints, fault)) => {
            let planned = endpoints.into_iter().map(|endpoint| (endpoint, fault.clone())).collect();
            let mut reply = fine(&faults(planned));
            reply.status = StatusCode::CREATED;
            reply
        }
        Err(error) => refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

/// Returns a fault as text: the body, or the members `endpoint` and `fault` of a JSON body.
fn text(received: &Received) -> Result<String, FaultError> {
    let text = String::from_utf8_lossy(received.bytes()).into_owned();
    if !text.trim_start().starts_with('{') {
        return Ok(text);
    }
    let json: Json = serde_json::from_str(&text).unwrap_or_default();
    match (json.get("endpoint").and_then(Json::as_str), json.get("fault").and_then(Json::as_str)) {
        (Some(endpoint), Some(fault)) => Ok(format!("{endpoint}: {fault}")),
        _ => Err(FaultError::new(
            "write `{ \"endpoint\": \"log_in\", \"fault\": \"503 once\" }`, or `log_in: 503 once` as text",
        )),
    }
}

fn switch_off(outcome: Result<usize, FaultError>) -> Reply {
    match outcome {
        Ok(count) => fine(&json!({ "switched_off": count })),
        Err(error) => refuse(StatusCode::NOT_FOUND, &error.to_string()),
    }
}

fn faults(faults: Vec<(String, Fault)>) -> Json {
    let one = |(endpoint, fault): (String, Fault)| json!({ "endpoint": endpoint, "fault": fault.to_string() });
    json!({ "faults": faults.into_iter().map(one).collect::<Vec<_>>() })
}

fn exchanges(stage: &Stage, received: &Received) -> Reply {
    let query = received.query();
    let after = query.iter().find(|(name, _)| name == "after").map(|(_, text)| text.parse::<usize>());
    match after.unwrap_or(Ok(0)) {
        Ok(after) => {
            let all = stage.exchanges.borrow();
            let shown: Vec<Json> = all.iter().skip(after).map(crate::show::exchange::Exchange::to_json).collect();
            fine(&json!({ "exchanges": shown }))
        }
        Err(_) => refuse(StatusCode::BAD_REQUEST, "`after` is how many exchanges to leave out: a number"),
    }
}

fn fine(json: &Json) -> Reply {
    Reply::new(200, Some(Content::json(json.clone()))).with(NO_STORE.0, NO_STORE.1)
}

fn refuse(status: StatusCode, text: &str) -> Reply {
    Reply::new(status.as_u16(), Some(Content::json(json!({ "error": text }))))
}

const NO_STORE: (HeaderName, &str) = (header::CACHE_CONTROL, "no-store");
