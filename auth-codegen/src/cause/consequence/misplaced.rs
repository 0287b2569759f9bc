//! What is missing, because its key is in another mapping.

use auth_language::problem::Code;

use super::quoted;
use crate::text::Problem;

const METHODS: [&str; 8] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "visit"];

pub(super) fn explains(other: &Problem, problem: &Problem) -> bool {
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
