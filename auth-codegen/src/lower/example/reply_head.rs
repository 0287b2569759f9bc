//! Lowers the headers of an example's reply.

use auth_language::header;
use auth_language::problem::Code;
use serde_json::Value as Json;

use crate::conformance::{self, Headers};
use crate::lower::context::Context;
use crate::model::{Endpoint, Field, Provider, Type};
use crate::read::ExampleSpec;

/// Checks that the headers contain the fields that are read from them, with the right types.
pub(super) fn check(
    example: &ExampleSpec,
    (status, headers): (u16, &Headers),
    body: Option<&Json>,
    endpoint: &Endpoint,
    provider: &Provider,
    cx: &mut Context<'_>,
) {
    let body = body.unwrap_or(&Json::Null);
    let success = endpoint.http().and_then(|call| conformance::success(call, status, body, headers));
    let fields: Vec<&Field> = match success.and_then(|success| success.body) {
        Some(Type::Record(id)) => provider.records[*id].fields.iter().collect(),
        Some(_) | None => Vec::new(),
    };
    if example.headers.broken().is_none() && example.headers.iter().all(|named| named.value.is_ok()) {
        for found in conformance::head(provider, &fields, headers) {
            let message = format!("this example disagrees with its type: {}", found.message);
            cx.report(Code::EXAMPLE, example.spot, message, found.help.advice());
        }
    }
}

/// Returns the headers in the author's order.
pub(super) fn lower_headers(example: &ExampleSpec, cx: &mut Context<'_>) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for named in example.headers.iter() {
        let is_named = header::check_name(&named.name, cx.problems()).is_ok();
        for value in named.value.iter().flatten().filter_map(|value| value.as_ref().ok()) {
            if header::check_value(&value.value, value.at, cx.problems()).is_ok() && is_named {
                headers.push((named.name.value.clone(), value.value.clone()));
            }
        }
    }
    headers
}
