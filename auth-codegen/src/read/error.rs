//! Refusals.

use crate::read::mapping::{self, Mapping};
use crate::read::{Named, Text};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Value};

/// What one status means. Several cases may share a status; the first whose `when` matches decides.
#[derive(Clone, Debug)]
pub(crate) struct ErrorCaseSpec {
    /// The name of the case, as a Rust variant.
    pub name: Text,
    /// What it means.
    pub doc: Option<Text>,
    /// Fields of the body that must have these values.
    pub when: Vec<Named<Text>>,
    /// The type of the body, where it is not `error_body`.
    pub body: Option<Text>,
    /// What a caller can do about it, where the status does not say so.
    pub class: Option<Text>,
    /// A body that means this case.
    pub example: Option<Node>,
}

#[expect(clippy::unnecessary_wraps, reason = "read like any other value under a name")]
pub(super) fn parse_set(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Named<Vec<ErrorCaseSpec>>>> {
    Some(mapping::parse_named(node, "a set of errors", diagnostics, parse_cases))
}

pub(super) fn parse_cases(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<ErrorCaseSpec>> {
    match &node.value {
        Value::List(items) => Some(items.iter().filter_map(|item| parse_case(item, diagnostics)).collect()),
        _ => parse_case(node, diagnostics).map(|case| vec![case]),
    }
}

fn parse_case(node: &Node, diagnostics: &mut Diagnostics) -> Option<ErrorCaseSpec> {
    let mut map = Mapping::of(node, "an error", diagnostics)?;
    let name = map.required_text("name", diagnostics);
    let doc = map.text("doc", diagnostics);
    let when = map.named("when", diagnostics, mapping::parse_text);
    let body = map.text("body", diagnostics);
    let class = map.word("class", "a class such as `reauthenticate`", diagnostics);
    let example = map.get("example").cloned();
    map.finish(diagnostics);
    Some(ErrorCaseSpec { name: name?, doc, when, body, class, example })
}
