//! What is missing, because its key is in another mapping, or is written as an unknown one.

use auth_language::problem::Code;

use super::quoted;
use crate::text::Problem;

const METHODS: [&str; 8] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "visit"];

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_meant(other, problem, text) || is_displaced(other, problem)
}

/// Whether an unknown key may be the one that is missing.
fn is_meant(other: &Problem, problem: &Problem, text: &str) -> bool {
    if other.code != Code::UNKNOWN_KEY {
        return false;
    }
    let says = |said: &str| problem.message.contains(said);
    let advises = |said: &str| problem.help.as_deref().is_some_and(|help| help.contains(said));
    let is_of_spec = other.message.starts_with("a spec has no key");
    match problem.code {
        Code::METHOD => is_path(other, text) && are_of_one(other, problem, text),
        Code::PATH_PARAMETER => says("of this path is not declared") && are_of_one(other, problem, text),
        Code::CONDITION => is_of_spec && advises("say what the body is"),
        Code::ATTACH => is_of_spec && says("no call of"),
        _ => false,
    }
}

/// Whether the value of a key is a path.
fn is_path(key: &Problem, text: &str) -> bool {
    let line = text.lines().nth(key.line - 1).unwrap_or_default();
    let name = quoted(&key.message).pop().unwrap_or_default();
    [": /", ": \"/"].iter().any(|path| line.contains(&format!("{name}{path}")))
}

/// Whether nothing between two lines is indented less than both: they are of one mapping, or one is its name.
fn are_of_one(one: &Problem, other: &Problem, text: &str) -> bool {
    let (first, last) = (one.line.min(other.line), one.line.max(other.line));
    let lines = text.lines().skip(first - 1).take(last - first + 1).filter(|line| !line.trim().is_empty());
    let indents: Vec<usize> = lines.map(|line| line.len() - line.trim_start().len()).collect();
    let outer = indents.first().copied().unwrap_or_default();
    indents.iter().skip(1).all(|indent| *indent >= outer) && (indents.len() < 2 || outer > 0)
}

fn is_displaced(other: &Problem, problem: &Problem) -> bool {
    let Some(key) = displaced(other) else { return false };
    let names = quoted(&problem.message);
    match problem.code {
        Code::MISSING_KEY => names.last() == Some(&key),
        Code::METHOD => METHODS.contains(&key),
        Code::RETURNS => key == "returns" && problem.message.contains("does not say what it"),
        Code::EXAMPLE_MISSING => key == "examples",
        Code::AUTH => key == "credentials" && problem.message.contains("the spec has none"),
        Code::TOKEN => problem.help.as_deref().is_some_and(|help| help.starts_with(&format!("add `{key}:"))),
        _ => false,
    }
}

/// Returns the key of another mapping.
fn displaced(problem: &Problem) -> Option<&str> {
    let key = quoted(&problem.message).pop()?;
    let help = problem.help.as_deref().unwrap_or_default();
    let is_of_another = help.starts_with(&format!("`{key}` is a key of "));
    let is_method = problem.code == Code::NAME && METHODS.contains(&key);
    (is_method || (problem.code == Code::UNKNOWN_KEY && (is_of_another || key == "examples"))).then_some(key)
}
