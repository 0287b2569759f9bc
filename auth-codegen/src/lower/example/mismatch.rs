//! Reports mismatches between an example and its type.

use auth_language::problem::{Code, Help};

use super::members;
use crate::conformance::{Advice, Mismatch};
use crate::lower::context::Context;
use crate::text::{Node, Spot, Value};

pub(super) fn report(node: &Node, result: Result<(), Vec<Mismatch>>, cx: &mut Context<'_>) {
    // A key that is there twice may be meant for what is missing.
    let collided = collided(cx);
    let may_be_there = |found: &Mismatch| {
        cx.has_twins(node.follow(&found.path)) || collided.iter().any(|name| found.message.starts_with(name))
    };
    let is_known = |found: &Mismatch| !(found.is_missing && may_be_there(found));
    let found = result.err().unwrap_or_default().into_iter().filter(is_known).collect::<Vec<_>>();
    for Mismatch { path, is_name, is_missing: _, cause, message, help } in members::join(&found) {
        let place = if is_name { place_of_name(node, &path) } else { node.follow(&path).spot };
        let at = cause.unwrap_or(place);
        // The mismatch is inside the text.
        let is_inside = matches!(node.value, Value::Text(_)) && !path.is_empty();
        let message = format!("this example disagrees with its type: {message}");
        cx.report(Code::EXAMPLE, at, message, help_at(at, help, is_inside));
    }
}

/// Returns the names of fields that collide with others, which was reported: one is there too often.
fn collided(cx: &mut Context<'_>) -> Vec<String> {
    let found = cx.problems().found().iter().filter(|problem| problem.code == Code::COLLISION);
    found.filter_map(|problem| problem.message.split_once(" and ").map(|(name, _)| name.to_owned())).collect()
}

/// What is a part of a text cannot be replaced alone.
fn help_at(at: Spot, help: Advice, is_inside: bool) -> Help<Spot> {
    match help {
        Advice::Prose(advice) => Help::Prose(advice),
        Advice::Replace { text: _, advice } if is_inside => Help::Prose(advice),
        Advice::Replace { text, advice } => Help::Edit { at, text, advice },
    }
}

/// Returns the position of an unknown member's key.
fn place_of_name(node: &Node, path: &[String]) -> Spot {
    let Some((name, parents)) = path.split_last() else { return node.spot };
    let parent = node.follow(parents);
    parent.entry(name).map_or(parent.spot, |entry| entry.key_spot)
}
