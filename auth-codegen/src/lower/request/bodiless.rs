//! Says once that a call sends no body, where its examples give what that would hold. Otherwise each example would disagree
//! with the call, and credentials that make it would miss its fields.

use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::word::Method;

use super::parts::Sent;
use crate::lower::context::Context;
use crate::lower::credential::client_authentication;
use crate::lower::host::tls;
use crate::lower::value::field::sound;
use crate::model::Field;
use crate::read::{EndpointSpec, Text};
use crate::text::{Entry, Value};

/// What client authentication sends, which need not be in a body.
const CLIENT: [&str; 2] = ["client_id", "client_secret"];

/// Reports a call without a body, an example of which gives whatever the call has, and more.
pub(super) fn check(name: &Text, spec: &EndpointSpec, sent: &Sent, cx: &mut Context<'_>) -> bool {
    let is_open = client_authentication::is_open(name, spec, cx) || tls::is_broken(spec, cx.spec);
    if !sent.is_whole || is_open || !lacks_body(spec) {
        return false;
    }
    let mut further = requests(spec).map(|given| further(given, spec, &sent.fields));
    let Some(further) = further.find(|names| names.iter().any(|name| !CLIENT.contains(name))) else { return false };
    let message = format!("`{}` sends no body, and its example gives {}", name.value, suggest::list(&further));
    let help = "declare what is sent under `json` or `form`, or remove it from the example";
    cx.report(Code::BODY, name.at, message, help);
    true
}

/// Whether a call has none of the bodies that its method can have.
fn lacks_body(spec: &EndpointSpec) -> bool {
    let can_have = matches!(&spec.method, Ok(Some(method)) if ![Method::Get, Method::Head].contains(&method.value));
    let keyed = [&spec.json, &spec.form, &spec.xml, &spec.multipart];
    can_have && spec.whole.is_empty() && keyed.iter().all(|body| body.is_none())
}

/// Returns what the examples give.
fn requests(spec: &EndpointSpec) -> impl Iterator<Item = &[Entry]> {
    let examples = sound(&spec.examples).into_iter().flatten().filter_map(|example| example.as_ref().ok());
    examples.filter_map(|example| match &sound(&example.request)?.value {
        Value::Map(entries) => Some(entries.as_slice()),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
    })
}

/// Returns the names in an example that the call does not have; none, if the example lacks others.
fn further<'e>(given: &'e [Entry], spec: &EndpointSpec, fields: &[Field]) -> Vec<&'e str> {
    let lacks = |field: &Field| !field.optional && !given.iter().any(|entry| is_of(field, &entry.key));
    if fields.iter().any(lacks) {
        return Vec::new();
    }
    let is_declared = |name: &str| spec.groups().any(|(_, group)| group.has(name));
    // The value of an earlier reply has a dot.
    let is_known =
        |name: &str| name.contains('.') || is_declared(name) || fields.iter().any(|field| is_of(field, name));
    given.iter().map(|entry| entry.key.as_str()).filter(|name| !is_known(name)).collect()
}

fn is_of(field: &Field, name: &str) -> bool {
    field.is_called(name) || field.ident.value == name
}
