//! What is missing, because its key is in another mapping, or is written as an unknown one.

use auth_language::key;
use auth_language::problem::Code;

use crate::cause::entries::{are_of_one, begins_with, indent, is_blank, line_of, section_of};
use crate::cause::said::{self, quoted};
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_meant(other, problem, text)
        || is_displaced(other, problem)
        || is_outdented(other, problem)
        || is_below(other, problem, text)
        || is_cut(other, problem)
        || is_exchanged(other, problem, text)
        || (said::is_no_mapping(other, &["endpoints"]) && problem.code == Code::ATTACH)
}

/// Whether an unknown key may be the one that is missing.
fn is_meant(other: &Problem, problem: &Problem, text: &str) -> bool {
    if other.code != Code::UNKNOWN_KEY {
        return false;
    }
    match problem.code {
        Code::METHOD => is_path(other, text) && are_of_one(text, other.line, problem.line),
        Code::PATH_PARAMETER => said::is_undeclared(problem) && are_of_one(text, other.line, problem.line),
        Code::CONDITION => said::is_of_spec(other) && said::lacks_body(problem),
        Code::ATTACH => said::is_of_spec(other) && said::lacks_calls(problem),
        _ => false,
    }
}

/// Whether an entry is not in the column of the others, which seem to be inside of it.
fn is_outdented(other: &Problem, problem: &Problem) -> bool {
    let (Some(key), Some(inside)) = (said::out_of_place(other), said::out_of_place(problem)) else { return false };
    other.line < problem.line && key != inside && quoted(&problem.message).get(1) == Some(&key)
}

/// Whether a declaration has nothing, and a key that does not belong there follows it.
fn is_cut(other: &Problem, problem: &Problem) -> bool {
    let is_outside = said::is_of_spec(other) || said::out_of_place(other).is_some();
    is_outside && said::is_nothing(problem) && problem.line + 1 == other.line
}

/// Whether two keys of the spec have what belongs below the other one, where a problem is.
fn is_exchanged(other: &Problem, problem: &Problem, text: &str) -> bool {
    let section = section_of(text, problem.line).split(':').next().unwrap_or_default();
    said::are_exchanged(other) && quoted(&other.message).contains(&section)
}

/// Whether what is not there is below a key that the spec has not.
fn is_below(other: &Problem, problem: &Problem, text: &str) -> bool {
    let below = || text.lines().skip(other.line).take_while(|line| is_blank(line) || indent(line) > 0);
    let is_there = |name: &str| below().any(|line| begins_with(line, name));
    said::is_of_spec(other) && said::absent(problem).into_iter().any(is_there)
}

/// Whether the value of a key is a path.
fn is_path(key: &Problem, text: &str) -> bool {
    let line = line_of(text, key.line);
    let name = quoted(&key.message).pop().unwrap_or_default();
    [": /", ": \"/", ": { captured"].iter().any(|path| line.contains(&format!("{name}{path}")))
}

/// Whether the key of another mapping is the one that is missing.
fn is_displaced(other: &Problem, problem: &Problem) -> bool {
    let Some(key) = displaced(other) else { return false };
    match problem.code {
        Code::MISSING_KEY => quoted(&problem.message).last() == Some(&key),
        Code::METHOD | Code::QUERY => key::is_method(key),
        Code::RETURNS => key == "returns" && said::lacks_returns(problem),
        Code::EXAMPLE_MISSING => key == "examples",
        Code::AUTH => key == "credentials" && said::lacks_credentials(problem),
        Code::TOKEN if key == "optional" && said::may_be_absent(problem) => true,
        Code::TOKEN => said::advises_to_add(problem, key),
        Code::ATTACH => said::body_to_add_to(problem) == Some(key),
        Code::BODY => ["json", "form"].contains(&key) && said::sends_no_body(problem),
        Code::CONDITION => key == "error_body" && said::lacks_body(problem),
        Code::UNREACHABLE => key == "when",
        Code::CLIENT_AUTHENTICATION => key::is_method(key) && said::lacks_clients(problem),
        _ => false,
    }
}

/// Returns the key of another mapping.
fn displaced(problem: &Problem) -> Option<&str> {
    if let Some(key) = said::out_of_place(problem) {
        return Some(key);
    }
    let key = quoted(&problem.message).pop()?;
    let is_key = || key::ALL.iter().any(|mapping| mapping.key(key).is_some());
    let is_name = [Code::NAME, Code::STATUS].contains(&problem.code) && (key::is_method(key) || is_key());
    let is_of_another = said::is_of_another_mapping(problem, key) || key == "examples";
    (is_name || (problem.code == Code::UNKNOWN_KEY && is_of_another)).then_some(key)
}
