//! The headers of an example's reply.

use auth_language::header;
use auth_language::problem::Code;

use crate::conformance;
use crate::lower::context::Context;
use crate::model::{Endpoint, Field, Provider, Returns, Type};
use crate::read::ExampleSpec;

/// The headers, in the order of the author. What fields take from them is there, and of their types.
pub(super) fn lower(
    example: &ExampleSpec,
    endpoint: &Endpoint,
    provider: &Provider,
    cx: &mut Context<'_>,
) -> Vec<(String, String)> {
    let headers = lower_headers(example, cx);
    let fields: Vec<&Field> = match endpoint.http().map(|call| &call.returns) {
        Some(Returns::Type(Type::Record(id))) => provider.records[*id].fields.iter().collect(),
        Some(Returns::Type(_) | Returns::Nothing) | None => Vec::new(),
    };
    if example.headers.broken().is_none() && example.headers.iter().all(|named| named.value.is_ok()) {
        for found in conformance::head(provider, &fields, &headers) {
            let message = format!("this example disagrees with its type: {}", found.message);
            cx.report(Code::EXAMPLE, example.spot, message, found.help.advice());
        }
    }
    headers
}

fn lower_headers(example: &ExampleSpec, cx: &mut Context<'_>) -> Vec<(String, String)> {
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
