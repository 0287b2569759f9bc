//! Lowers the headers of an example's reply.

use auth_language::header;
use auth_language::problem::{Code, Help};
use auth_language::suggest;
use auth_language::value::Origin;
use serde_json::Value as Json;

use crate::conformance::{self, Headers};
use crate::lower::context::Context;
use crate::model::{Endpoint, Field, Provider, Type};
use crate::read::{ExampleSpec, Text};
use crate::text::Spot;

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
        for field in fields {
            for found in conformance::head(provider, &[field], headers) {
                let message = format!("this example disagrees with its type: {}", found.message);
                let (at, help) = misspelled(example, field).unwrap_or_else(|| {
                    (found.cause.unwrap_or(example.spot), Help::Prose(found.help.advice().to_owned()))
                });
                cx.report(Code::EXAMPLE, at, message, help);
            }
        }
    }
}

/// Returns the header of an example that is probably the one which a field is read from, and what it should be.
fn misspelled(example: &ExampleSpec, field: &Field) -> Option<(Spot, Help<Spot>)> {
    let wanted = field.at.iter().filter_map(|origin| match &origin.value {
        Origin::Header(name) => Some(name.as_str()),
        Origin::Cookie(_) => Some("Set-Cookie"),
        Origin::Challenge(_) => Some("WWW-Authenticate"),
        Origin::Body(_) | Origin::Item(_) => None,
    });
    let wanted: Vec<&str> = wanted.collect();
    let is_wanted = |name: &Text| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(&name.value));
    let others = example.headers.names().filter(|name| !is_wanted(name));
    let (name, near) = others.into_iter().find_map(|name| Some((name, suggest::nearest(&name.value, &wanted)?)))?;
    Some((name.at, suggest::help(&name.value, name.at, &[near], "")))
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
