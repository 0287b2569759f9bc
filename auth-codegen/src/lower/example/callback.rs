//! Checks the example of a callback.

use auth_language::problem::Code;
use serde_json::Value as Json;

use super::mismatch;
use crate::conformance::{self, Mismatch};
use crate::lower::context::Context;
use crate::model::{Provider, Type, Visit};
use crate::text::Node;

/// Checks that a callback has its parameters; without a type of its own, an authorization code (RFC 6749 §4.1.2).
/// Parameters that are compared may be left out.
pub(super) fn check(node: &Node, visit: &Visit, provider: &Provider, cx: &mut Context<'_>) {
    let mut json = node.to_json();
    let Some(record) = visit.callback else {
        if json.get("code").and_then(Json::as_str).is_none() {
            let message = "a callback needs `code` (RFC 6749 §4.1.2)";
            cx.report(Code::EXAMPLE, node.spot, message, "add `code: …`");
        }
        return;
    };
    if let Some(members) = json.as_object_mut() {
        members.retain(|name, _| !visit.compared.expected.iter().any(|part| part.name.value == *name));
    }
    let ty = Type::Record(record);
    let json = conformance::typed(provider, &ty, json);
    let found = conformance::value(provider, &ty, &json);
    mismatch::report(node, found.map_err(|found| known(found, cx)), cx);
}

/// Leaves out what may be a parameter, or may not be one, because something of a callback is broken.
fn known(found: Vec<Mismatch>, cx: &Context<'_>) -> Vec<Mismatch> {
    let is_whole = cx.spec.endpoints.sound().all(|(_, spec)| spec.is_callback_read());
    found.into_iter().filter(|found| is_whole || !(found.is_name || found.is_missing)).collect()
}
