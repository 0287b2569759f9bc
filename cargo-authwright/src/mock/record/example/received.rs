//! A reply as it came, and whether it is one that the spec documents.

use auth_codegen::conformance::{self, Success};
use auth_codegen::model::{ErrorSet, HttpCall, ReplyEncoding};
use bytes::Bytes;
use http::Response;
use serde_json::Value as Json;

/// The body of a reply as JSON, its headers, and its status.
pub(super) struct Received {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Json>,
}

/// Reads a reply with a documented status.
pub(super) fn receive(call: &HttpCall, response: &Response<Bytes>) -> Result<Received, Vec<String>> {
    let status = response.status().as_u16();
    if !call.statuses.contains(&status) {
        let what = if response.status().is_success() { "a reply" } else { "a refusal, which is not recorded:" };
        return Err(vec![format!("{what} with {status}")]);
    }
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    let text = String::from_utf8_lossy(response.body()).into_owned();
    let body = if text.is_empty() { None } else { Some(read(&text, call.encoding)?) };
    Ok(Received { status, headers: headers.collect(), body })
}

/// Reads a body. What the parser says may quote it, and is not repeated.
fn read(text: &str, encoding: ReplyEncoding) -> Result<Json, Vec<String>> {
    conformance::document(text, encoding).map_err(|expected| vec![format!("the reply is not {expected}")])
}

/// Returns how a reply is read. One that an error of the spec describes is none.
pub(super) fn success<'c>(
    call: &'c HttpCall,
    errors: &ErrorSet,
    received: &Received,
) -> Result<Success<'c>, Vec<String>> {
    let Received { status, headers, body } = received;
    let json = body.as_ref().unwrap_or(&Json::Null);
    let mut refusals = errors.cases.iter().filter(|case| case.has(*status) && !case.when.is_empty());
    if let Some(case) = refusals.find(|case| conformance::holds(case, json, headers)) {
        return Err(vec![format!("a refusal, which is not recorded: `{}`", case.ident)]);
    }
    conformance::success(call, *status, json, headers)
        .ok_or_else(|| vec![format!("none of the documented replies with {status} fits")])
}
