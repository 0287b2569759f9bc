//! Lowers the replies in the examples of endpoints.

use auth_language::problem::Code;
use auth_language::word::ReplyEncoding;
use serde_json::Value as Json;

use super::reply_body::Body;
use super::{callback, mismatch};
use crate::conformance::{self, Advice, Headers, Mismatch};
use crate::lower::context::{Context, Declared};
use crate::lower::value::field::is_open;
use crate::model::{Call, Endpoint, ErrorCase, ErrorSet, Field, HttpCall, Is, Provider, Returns, Type};
use crate::read::{ExampleSpec, Read};
use crate::text::{Node, Value};

/// The head of a reply: its status and its headers.
type Head<'e> = (u16, &'e Headers);

/// Returns the status of the reply, which must be one that the endpoint returns. The reply to a visit is a redirect.
pub(super) fn lower_status(example: &ExampleSpec, endpoint: &Endpoint, cx: &mut Context<'_>) -> Read<u16> {
    let first = first_status(endpoint);
    let Some(said) = &example.status else { return Ok(first) };
    let said = said.as_ref().map_err(|broken| *broken)?;
    let documented = endpoint.http().map(|call| call.statuses.as_slice()).unwrap_or_default();
    if let Some(status) = documented.iter().find(|known| u32::from(**known) == said.value) {
        return Ok(*status);
    }
    // What is returned is broken.
    if endpoint.http().is_some_and(|call| call.returns == Returns::Type(Type::Foreign)) {
        return Ok(first);
    }
    let message = format!("`{}` is not a status that this endpoint returns", said.value);
    let help = match documented {
        [] => "remove it: a browser that visits a page is redirected".to_owned(),
        known => format!("the statuses are {}", known.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")),
    };
    // What it returns then is not used for that reason.
    cx.dangle(Declared::Type);
    Err(cx.report(Code::EXAMPLE, said.at, message, help))
}

/// Returns the status of an example that does not state one.
pub(super) fn first_status(endpoint: &Endpoint) -> u16 {
    endpoint.http().map_or(302, |call| call.statuses.first().copied().unwrap_or(200))
}

pub(super) fn check(
    example: &ExampleSpec,
    head: Head<'_>,
    body: &Body,
    endpoint: &Endpoint,
    provider: &Provider,
    cx: &mut Context<'_>,
) {
    match (&endpoint.call, &example.response) {
        (_, Some(Err(_))) => {}
        (Call::Visit(visit), Some(Ok(node))) => callback::check(node, visit, provider, cx),
        (Call::Visit(_), None) => {
            let help = "add the parameters of the callback: `response: { code: … }`";
            cx.report(Code::EXAMPLE, example.spot, "this example has no `response`", help);
        }
        (Call::Http(call), Some(Ok(node))) => {
            if let Some(json) = body.json() {
                check_body((node, json), head, call, provider, cx);
            }
        }
        (Call::Http(call), None) => check_no_body(example, head, call, provider, cx),
    }
}

fn check_body(
    (node, json): (&Node, &Json),
    (status, headers): Head<'_>,
    call: &HttpCall,
    provider: &Provider,
    cx: &mut Context<'_>,
) {
    let Some(success) = conformance::success(call, status, json, headers) else {
        let message = format!("none of the replies with {status} fits this example");
        let help = "give it the values that one of their `when` asks for, or another `status`";
        cx.report(Code::EXAMPLE, node.spot, message, help);
        return;
    };
    match success.body {
        Some(ty) => {
            let found = conformance::value(provider, ty, json).map_err(|found| of_text(found, node, call));
            mismatch::report(node, found, cx);
            check_is_success((node, json), (status, headers), &provider.error_sets[call.errors], cx);
        }
        None => {
            let with = if call.statuses.len() > 1 { format!(" with {status}") } else { String::new() };
            let message = format!("this endpoint returns `nothing`{with}");
            cx.report(Code::EXAMPLE, node.spot, message, "remove `response`");
        }
    }
}

fn check_no_body(
    example: &ExampleSpec,
    (status, headers): Head<'_>,
    call: &HttpCall,
    provider: &Provider,
    cx: &mut Context<'_>,
) {
    let success = conformance::success(call, status, &Json::Null, headers);
    let may_be_absent = match success.map(|success| (success.body, success.optional)) {
        Some((None | Some(Type::Foreign), _) | (Some(_), true)) => true,
        Some((Some(Type::Record(id)), false)) => provider.records[*id].fields.iter().all(may_be_in_head),
        Some((Some(_), false)) | None => false,
    };
    if !may_be_absent {
        let help = "add the body of the reply";
        cx.report(Code::EXAMPLE, example.spot, "this example has no `response`", help);
    }
}

/// Explains that a text is no object, where that may be a body in another encoding.
fn of_text(found: Vec<Mismatch>, node: &Node, call: &HttpCall) -> Vec<Mismatch> {
    let is_json = call.encoding == ReplyEncoding::Json;
    match found.as_slice() {
        [one] if is_json && one.path.is_empty() && matches!(node.value, Value::Text(_)) => {
            let help = "write it as a mapping; a body that is not JSON takes `response: form`, or `xml`";
            vec![Mismatch { help: Advice::Prose(help.to_owned()), ..one.clone() }]
        }
        _ => found,
    }
}

/// Whether a field may be in the head: it is there, or it is not known where it is.
fn may_be_in_head(field: &Field) -> bool {
    field.is_in_head() || is_open(field)
}

/// Checks that a 2xx example does not match the conditions of an error case, which would be read first. Where the example of
/// that case does not match them either, they are what is wrong.
fn check_is_success((node, json): (&Node, &Json), (status, headers): Head<'_>, set: &ErrorSet, cx: &mut Context<'_>) {
    let mut cases =
        set.cases.iter().filter(|case| status < 300 && case.has(status) && !case.when.is_empty() && is_of_itself(case));
    if let Some(case) = cases.find(|case| conformance::holds(case, json, headers)) {
        let message = format!("this example is read as the error `{}`", case.ident);
        cx.report(Code::EXAMPLE_LEADS_ELSEWHERE, node.spot, message, read_help(case, json));
    }
}

/// Returns advice on an example that is read as an error. A member that is there in every reply says by its value which it is.
fn read_help(case: &ErrorCase, json: &Json) -> String {
    let present = case.when.iter().filter(|condition| condition.is == Is::Present).map(|condition| &condition.field);
    let found = present.filter_map(|field| Some((&field.wire, conformance::look_up(field, json)?)));
    let mut plain = found.filter(|(_, value)| value.is_string() || value.is_number() || value.is_boolean());
    match plain.next() {
        Some((wire, value)) => {
            format!(
                "change the example, or, where `{wire}` is `{value}` if all went well, the `when`: `{wire}: {{ not: {value} }}`"
            )
        }
        None => "change the example, or the `when` of the error".to_owned(),
    }
}

/// Whether the example of a case matches its conditions.
fn is_of_itself(case: &ErrorCase) -> bool {
    case.example.as_ref().is_none_or(|example| conformance::holds(case, example, &conformance::headers_of(case)))
}
