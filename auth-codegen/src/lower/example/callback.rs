//! Checks the example of a callback.

use auth_language::problem::Code;
use serde_json::Value as Json;

use crate::lower::context::Context;
use crate::text::Node;

/// Checks that a callback has an authorization code (RFC 6749 §4.1.2).
pub(super) fn check(node: &Node, cx: &mut Context<'_>) {
    if node.to_json().get("code").and_then(Json::as_str).is_none() {
        let message = "a callback needs `code` (RFC 6749 §4.1.2)";
        cx.report(Code::EXAMPLE, node.spot, message, "add `code: …`");
    }
}
