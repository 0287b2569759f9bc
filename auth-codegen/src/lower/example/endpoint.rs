//! Lowers the examples of endpoints: requests with their replies.

mod client;

use std::collections::{HashMap, HashSet};

use auth_language::name;
use auth_language::problem::Code;
use serde_json::Value as Json;

use super::{constant, limits, mismatch, reply, reply_body, reply_head};
use crate::conformance::{self, Advice, Mismatch};
use crate::lower::context::Context;
use crate::lower::credential::client_authentication;
use crate::lower::host::tls;
use crate::lower::value::field::sound;
use crate::lower::value::types;
use crate::model::{Endpoint, Example, Field, Provider, Returns};
use crate::read::{EndpointSpec, Entries, ExampleSpec, FieldSpec, ReturnedSpec, Text};
use crate::text::{Node, Spot};

/// Returns the examples of each endpoint.
pub(super) fn lower(provider: &Provider, cx: &mut Context<'_>) -> Vec<Vec<Example>> {
    let spec = cx.spec;
    cx.lacks_client = client::check(provider, cx);
    let mut lowered = Vec::new();
    for (named, endpoint) in spec.endpoints.iter().zip(&provider.endpoints) {
        lowered.push(match &named.value {
            Ok(spec) => lower_endpoint(&named.name, spec, endpoint, provider, cx),
            Err(_) => Vec::new(),
        });
    }
    lowered
}

/// An endpoint whose examples are checked, and what is the same for all of them.
struct Asked<'a> {
    endpoint: &'a Endpoint,
    provider: &'a Provider,
    /// What the caller gives, under the names that examples use.
    fields: Vec<Field>,
    /// Whether the request may have more fields than are known.
    is_open: bool,
    /// Whether the client's id and secret would be sent because of what the host or the credential says.
    is_client_implied: bool,
}

fn lower_endpoint(
    name: &Text,
    spec: &EndpointSpec,
    endpoint: &Endpoint,
    provider: &Provider,
    cx: &mut Context<'_>,
) -> Vec<Example> {
    match &spec.examples {
        Some(Ok(examples)) if !examples.is_empty() => {
            let is_of_client = cx.lacks_client && client::given(name, spec, endpoint, cx).is_some();
            let is_open = is_of_client || may_have_more(name, spec, cx);
            let is_client_implied = client::is_implied(spec);
            let asked =
                Asked { endpoint, provider, fields: as_given(endpoint, &unused(cx)), is_open, is_client_implied };
            let examples = examples.iter().filter_map(|example| example.as_ref().ok());
            examples.map(|example| lower_example(example, &asked, cx)).collect()
        }
        Some(Err(_)) => Vec::new(),
        Some(Ok(_)) | None => {
            check_self_evident(name, spec, endpoint, cx);
            let status = reply::first_status(endpoint);
            vec![Example { request: Vec::new(), response: None, text: None, headers: Vec::new(), status }]
        }
    }
}

fn lower_example(example: &ExampleSpec, asked: &Asked<'_>, cx: &mut Context<'_>) -> Example {
    let Asked { endpoint, provider, .. } = *asked;
    // Examples by the thousand, each of which lacks a thousand fields, would take long.
    let is_checked = !cx.problems().are_full();
    if is_checked {
        check_request(example, asked, cx);
    }
    let known = reply::lower_status(example, endpoint, cx);
    let headers = reply_head::lower_headers(example, cx);
    let status = known.unwrap_or_else(|_| reply::first_status(endpoint));
    let head = (status, headers.as_slice());
    let body = reply_body::lower(example, head, endpoint, provider, cx);
    if is_checked && known.is_ok() {
        reply_head::check(example, head, body.json(), endpoint, provider, cx);
        reply::check(example, head, &body, endpoint, provider, cx);
    }
    let request = lower_request(sound(&example.request), asked);
    Example { request, response: body.json().cloned(), text: body.text().map(str::to_owned), headers, status }
}

/// Reports an endpoint without an example, unless it has neither fields nor a reply to show.
fn check_self_evident(name: &Text, spec: &EndpointSpec, endpoint: &Endpoint, cx: &mut Context<'_>) {
    let returns_nothing = endpoint.http().is_some_and(|call| call.returns == Returns::Nothing);
    let is_open = spec.returns.sound().any(|(_, returned)| is_of_no_type(returned, cx));
    let is_unknown = is_open
        || spec.method.is_err()
        || spec.returns.broken().is_some()
        || spec.returns.iter().next().is_none()
        || spec.returns.iter().any(|named| named.value.is_err());
    let unused = unused(cx);
    let has_no_fields = endpoint.fields().iter().all(|field| unused.contains(&field.ident.at));
    if (returns_nothing || (is_unknown && endpoint.http().is_some())) && has_no_fields {
        return;
    }
    let message = format!("`{}` has no example", name.value);
    let help = "add `examples:` with a `request` and a `response`, as the documentation shows them";
    cx.report(Code::EXAMPLE_MISSING, name.at, message, help);
}

/// Whether a reply is of a type that does not exist.
fn is_of_no_type(returned: &ReturnedSpec, cx: &Context<'_>) -> bool {
    match returned {
        ReturnedSpec::Type(expr) | ReturnedSpec::Success(expr) => {
            let name = expr.value.name.as_str();
            !["nothing", "bytes"].contains(&name) && !types::is_known(name, cx)
        }
        ReturnedSpec::OneOf(_) => false,
    }
}

/// The greatest number of fields that advice names.
const MOST_NAMED: usize = 8;

/// Checks the request of an example: it must have the caller's fields, and no constants.
fn check_request(example: &ExampleSpec, asked: &Asked<'_>, cx: &mut Context<'_>) {
    match &example.request {
        Some(Ok(node)) => check_given(node, asked, cx),
        None if !asked.is_open && !is_registered(asked, cx) && asked.fields.iter().any(|field| !field.optional) => {
            let given = asked.fields.iter().filter(|field| !field.optional).take(MOST_NAMED);
            let given: Vec<String> = given.map(|field| format!("{}: …", field.wire)).collect();
            let help = format!("add what a caller must give: `request: {{ {} }}`", given.join(", "));
            cx.report(Code::EXAMPLE, example.spot, "this example has no `request`", help);
        }
        Some(Err(_)) | None => {}
    }
}

/// Whether a broken credential may have registered the client that the call sends, and nothing else is to be given.
fn is_registered(asked: &Asked<'_>, cx: &Context<'_>) -> bool {
    let credentials = &cx.spec.credentials;
    let is_broken = credentials.broken().is_some() || credentials.iter().any(|named| named.value.is_err());
    let mut needed = asked.fields.iter().filter(|field| !field.optional);
    is_broken && needed.all(|field| ["client_id", "client_secret"].contains(&field.wire.as_str()))
}

/// Checks what an example gives. An open request may have more fields than are known.
fn check_given(node: &Node, asked: &Asked<'_>, cx: &mut Context<'_>) {
    let json = node.to_json();
    let fields: Vec<&Field> = asked.fields.iter().collect();
    let is_open = asked.is_open || may_be_implied(&json, cx);
    let found = conformance::object(asked.provider, &fields, &conformance::given(json.clone(), asked.endpoint));
    let found = if is_open { without_unknown(found) } else { constant::explain(found, asked.endpoint) };
    let found = without_undeclared(found, cx);
    let found = if asked.is_client_implied { client::explain(found, asked.endpoint) } else { found };
    let found = found.and_then(|()| limits::check(&fields, &json));
    mismatch::report(node, found, cx);
}

/// Returns the positions of the inputs that are never used, and of the parameters that the path does not have.
fn unused(cx: &mut Context<'_>) -> HashSet<Spot> {
    let found =
        cx.problems().found().iter().filter(|problem| [Code::INPUT, Code::PATH_PARAMETER].contains(&problem.code));
    found.map(|problem| problem.at).collect()
}

/// Whether some fields of the request may be missing because they could not be read.
fn may_have_more(name: &Text, spec: &EndpointSpec, cx: &Context<'_>) -> bool {
    let are_values_read = |group: &Entries<FieldSpec>| group.iter().all(|named| named.value.is_ok());
    let is_read =
        spec.computed.are_read() && spec.groups().all(|(_, group)| group.broken().is_none() && are_values_read(group));
    let is_read = is_read && !cx.lacks_body(&name.value);
    !is_read || spec.method.is_err() || client_authentication::is_open(name, spec, cx) || tls::is_broken(spec, cx.spec)
}

/// Whether the example may give the value of an earlier reply that a broken template names.
fn may_be_implied(given: &Json, cx: &Context<'_>) -> bool {
    let mut names = given.as_object().into_iter().flatten().map(|(name, _)| name);
    cx.broken().is_some() && names.any(|name| name.contains('.'))
}

/// Leaves out the values of path parameters that are not declared, and of what is in a broken part, which was reported.
fn without_undeclared(found: Result<(), Vec<Mismatch>>, cx: &mut Context<'_>) -> Result<(), Vec<Mismatch>> {
    let problems = cx.problems().found().iter().filter(|problem| problem.code == Code::PATH_PARAMETER);
    let undeclared: HashSet<String> = problems.filter_map(|problem| problem.part.clone()).collect();
    let is_replaced = |found: &Mismatch| matches!(found.help, Advice::Replace { .. });
    let is_undeclared = |found: &Mismatch| match found.path.as_slice() {
        [name] if found.is_name && !is_replaced(found) => {
            undeclared.contains(&format!("{{{name}}}")) || cx.is_mentioned(name)
        }
        _ => false,
    };
    let is_misplaced = |found: &Mismatch| {
        let name = found.message.strip_suffix("` is missing").and_then(|name| name.strip_prefix('`'));
        found.is_missing && name.is_some_and(|name| cx.is_mentioned(name))
    };
    let is_known = |found: &Mismatch| !is_undeclared(found) && !is_misplaced(found);
    found.map_err(|found| found.into_iter().filter(is_known).collect())
}

fn without_unknown(found: Result<(), Vec<Mismatch>>) -> Result<(), Vec<Mismatch>> {
    found.map_err(|found| found.into_iter().filter(|mismatch| !mismatch.is_name).collect())
}

/// Returns the fields under the names that examples use: that on the wire, or the Rust name if another field of the request
/// has the same name on the wire. What is declared and not used was reported, and is not missing.
fn as_given(endpoint: &Endpoint, unused: &HashSet<Spot>) -> Vec<Field> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for field in endpoint.fields() {
        *counts.entry(&field.wire).or_default() += 1;
    }
    let named = endpoint.fields().iter().map(|field| {
        let is_shared = counts.get(field.wire.as_str()).is_some_and(|count| *count > 1);
        let wire = if is_shared { name::plain(&field.ident.value).to_owned() } else { field.wire.clone() };
        Field { wire, optional: field.optional || unused.contains(&field.ident.at), ..field.clone() }
    });
    named.collect()
}

/// Returns what the caller gives, by Rust field.
fn lower_request(node: Option<&Node>, asked: &Asked<'_>) -> Vec<(String, Json)> {
    let Some(Json::Object(mut members)) = node.map(|node| conformance::given(node.to_json(), asked.endpoint)) else {
        return Vec::new();
    };
    let given = asked.fields.iter().filter_map(|field| {
        let json = members.remove(&field.wire)?;
        let json = conformance::without_constants(asked.provider, &field.ty.value, json);
        Some((field.ident.value.clone(), json))
    });
    given.collect()
}
