//! Examples agree with the types, or the spec does not generate.

use crate::conformance::{self, Mismatch};
use crate::model::{
    Call, Condition, Endpoint, ErrorBody, ErrorCase, ErrorSet, Example, Field, Provider, Returns, Type,
};
use crate::names;
use crate::read::{EndpointSpec, ErrorCaseSpec, ErrorsSpec, ExampleSpec, Named, Spec};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Spot, Value};
use serde_json::Value as Json;

/// What nothing was reported about, so that an example that disagrees with it is itself the mistake.
pub(super) struct Sound {
    /// The endpoints, one by one.
    pub(super) endpoints: Vec<bool>,
    /// The refusals of the provider and of its error sets.
    pub(super) errors: bool,
}

/// Checks every example of what is sound, and gives the endpoints theirs.
pub(super) fn lower(spec: &Spec, sound: &Sound, provider: &mut Provider, diagnostics: &mut Diagnostics) {
    let lowered: Vec<Vec<Example>> = spec
        .endpoints
        .iter()
        .zip(&provider.endpoints)
        .zip(&sound.endpoints)
        .map(|((named, endpoint), sound)| match sound {
            true => lower_endpoint(named, endpoint, provider, diagnostics),
            false => Vec::new(),
        })
        .collect();
    for (endpoint, examples) in provider.endpoints.iter_mut().zip(lowered) {
        endpoint.examples = examples;
    }
    if sound.errors {
        check_error_examples(spec, sound, provider, diagnostics);
    }
}

fn lower_endpoint(
    named: &Named<EndpointSpec>,
    endpoint: &Endpoint,
    provider: &Provider,
    diagnostics: &mut Diagnostics,
) -> Vec<Example> {
    if named.value.examples.is_empty() && !is_self_evident(endpoint) {
        let message = format!("`{}` has no example", named.name.value);
        diagnostics.report(
            named.name.spot,
            message,
            "add `examples:` with a `request` and a `response`, as the documentation shows them",
        );
    }
    if named.value.examples.is_empty() {
        return vec![Example { request: Vec::new(), response: None }];
    }
    named.value.examples.iter().map(|example| lower_example(example, endpoint, provider, diagnostics)).collect()
}

/// A call without fields or reply is its own example.
fn is_self_evident(endpoint: &Endpoint) -> bool {
    endpoint.fields().next().is_none() && endpoint.http().is_some_and(|call| call.returns == Returns::Nothing)
}

fn lower_example(
    spec: &ExampleSpec,
    endpoint: &Endpoint,
    provider: &Provider,
    diagnostics: &mut Diagnostics,
) -> Example {
    check_request(spec, endpoint, provider, diagnostics);
    check_response(spec, endpoint, provider, diagnostics);
    Example {
        request: lower_request(spec.request.as_ref(), endpoint),
        response: spec.response.as_ref().map(Node::to_json),
    }
}

/// A request example is what a caller gives: every field, no constant.
fn check_request(spec: &ExampleSpec, endpoint: &Endpoint, provider: &Provider, diagnostics: &mut Diagnostics) {
    let fields: Vec<Field> = endpoint.fields().map(|(_, field)| as_given(field, endpoint)).collect();
    match &spec.request {
        Some(node) => {
            let fields: Vec<&Field> = fields.iter().collect();
            report(node, conformance::object(provider, &fields, &node.to_json()), diagnostics);
        }
        None if fields.iter().any(|field| !field.optional) => {
            diagnostics.report(spec.spot, "this example has no `request`", "add the fields that a caller must give");
        }
        None => {}
    }
}

/// A field under the name that examples give it: that on the wire; its Rust name if another field of the request, in another
/// place, has the same on the wire.
fn as_given(field: &Field, endpoint: &Endpoint) -> Field {
    let is_shared = endpoint.fields().filter(|(_, other)| other.wire == field.wire).count() > 1;
    let wire = if is_shared { names::plain(&field.ident).to_owned() } else { field.wire.clone() };
    Field { wire, ..field.clone() }
}

fn lower_request(node: Option<&Node>, endpoint: &Endpoint) -> Vec<(String, Json)> {
    let Some(Json::Object(mut members)) = node.map(Node::to_json) else { return Vec::new() };
    endpoint
        .fields()
        .map(|(_, field)| as_given(field, endpoint))
        .filter_map(|field| members.remove(&field.wire).map(|json| (field.ident, json)))
        .collect()
}

fn check_response(spec: &ExampleSpec, endpoint: &Endpoint, provider: &Provider, diagnostics: &mut Diagnostics) {
    match (&endpoint.call, &spec.response) {
        (Call::Visit { .. }, Some(node)) => check_callback(node, diagnostics),
        (Call::Http(call), response) => match (&call.returns, response) {
            (Returns::Type(ty), Some(node)) => {
                report(node, conformance::value(provider, ty, &node.to_json()), diagnostics)
            }
            (Returns::Type(_), None) => {
                diagnostics.report(spec.spot, "this example has no `response`", "add the body that is answered");
            }
            (Returns::Nothing, Some(node)) => {
                diagnostics.report(node.spot, "this endpoint returns `nothing`", "remove `response`");
            }
            (Returns::Nothing, None) => {}
        },
        (Call::Visit { .. }, None) => {
            diagnostics.report(spec.spot, "this example has no `response`", "add `response: { code: … }`");
        }
    }
}

/// A callback carries the authorization code (RFC 6749 §4.1.2).
fn check_callback(node: &Node, diagnostics: &mut Diagnostics) {
    let code = node.to_json();
    if code.get("code").and_then(Json::as_str).is_none() {
        diagnostics.report(node.spot, "a callback carries a `code` (RFC 6749 §4.1.2)", "add `code: …`");
    }
}

fn report(node: &Node, result: Result<(), Vec<Mismatch>>, diagnostics: &mut Diagnostics) {
    for Mismatch { path, is_name, message, help } in result.err().unwrap_or_default() {
        let spot = if is_name { place_of_name(node, &path) } else { node.follow(&path).spot };
        diagnostics.report(spot, format!("this example disagrees with its type: {message}"), help);
    }
}

/// An unknown member is shown at its key.
fn place_of_name(node: &Node, path: &[String]) -> Spot {
    let Some((name, parents)) = path.split_last() else { return node.spot };
    let parent = node.follow(parents);
    parent.entry(name).map_or(parent.spot, |entry| entry.key_spot)
}

/// An example of an error is one of its body's type, and leads to its own case.
fn check_error_examples(spec: &Spec, sound: &Sound, provider: &Provider, diagnostics: &mut Diagnostics) {
    let common = spec.errors.iter().map(|named| (0, named));
    let sets = spec.error_sets.iter().flat_map(|set| {
        let index = provider.error_sets.iter().position(|lowered| lowered.ident == set.name.value).unwrap_or(0);
        set.value.iter().map(move |named| (index, named))
    });
    let endpoints = spec.endpoints.iter().zip(&provider.endpoints).zip(&sound.endpoints);
    let endpoints = endpoints.filter(|(_, sound)| **sound).map(|(endpoint, _)| endpoint);
    let own = endpoints.flat_map(|(named, endpoint)| {
        let index = endpoint.http().map_or(0, |call| call.errors);
        own_errors(&named.value).iter().map(move |named| (index, named))
    });
    for (index, named) in common.chain(sets).chain(own) {
        let Some(set) = provider.error_sets.get(index) else { continue };
        for case in &named.value {
            check_error_example(case, set, provider, diagnostics);
        }
    }
}

fn own_errors(endpoint: &EndpointSpec) -> &[Named<Vec<ErrorCaseSpec>>] {
    match &endpoint.errors {
        Some(ErrorsSpec::Own(cases)) => cases,
        Some(ErrorsSpec::Set(_)) | None => &[],
    }
}

fn check_error_example(spec: &ErrorCaseSpec, set: &ErrorSet, provider: &Provider, diagnostics: &mut Diagnostics) {
    let Some(case) = set.cases.iter().find(|case| case.ident == spec.name.value) else { return };
    let Some(node) = &spec.example else {
        if !case.when.is_empty() {
            diagnostics.report(
                spec.name.spot,
                format!("`{}` is told by its body and has no example", case.ident),
                "add an `example` of that body",
            );
        }
        return;
    };
    let json = node.to_json();
    match &case.body {
        ErrorBody::Record(name) => {
            report(node, conformance::value(provider, &Type::Record(name.clone()), &json), diagnostics);
        }
        ErrorBody::ProblemDetails => check_problem_details(node, diagnostics),
        ErrorBody::Unknown => {}
    }
    check_leads_to(case, set, node, &json, diagnostics);
}

/// The members that RFC 9457 §3.1 names have its types; others are extensions.
fn check_problem_details(node: &Node, diagnostics: &mut Diagnostics) {
    let Value::Map(entries) = &node.value else {
        diagnostics.report(
            node.spot,
            "problem details are a mapping (RFC 9457)",
            "write `{ type: …, title: …, status: …, detail: … }`",
        );
        return;
    };
    for entry in entries {
        let fits = match entry.key.as_str() {
            "type" | "title" | "detail" | "instance" => matches!(entry.node.value, Value::Text(_)),
            "status" => matches!(entry.node.value, Value::Integer(_)),
            _ => true,
        };
        if !fits {
            let message =
                format!("this example disagrees with its type: `{}` is not what RFC 9457 §3.1 says", entry.key);
            diagnostics.report(
                entry.node.spot,
                message,
                "`status` is a number, `type`, `title`, `detail` and `instance` are text",
            );
        }
    }
}

/// The first case of a status whose conditions hold is the one that a caller sees.
fn check_leads_to(case: &ErrorCase, set: &ErrorSet, node: &Node, json: &Json, diagnostics: &mut Diagnostics) {
    let seen = set.cases.iter().find(|other| other.status == case.status && holds(other, json));
    match seen {
        Some(seen) if seen.ident == case.ident => {}
        Some(seen) => {
            let message = format!("this example leads to `{}`, not to `{}`", seen.ident, case.ident);
            diagnostics.report(node.spot, message, "change the example, or the `when` of the two");
        }
        None => diagnostics.report(
            node.spot,
            format!("this example does not lead to `{}`", case.ident),
            "give it the values that `when` asks for",
        ),
    }
}

/// Whether every condition of a case holds for a body.
fn holds(case: &ErrorCase, json: &Json) -> bool {
    let says = |Condition { field, value }: &Condition| {
        conformance::look_up(field, json).and_then(Json::as_str) == Some(value.as_str())
    };
    case.when.iter().all(says)
}
