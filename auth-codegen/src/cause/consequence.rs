//! Problems that another one explains.

mod body;
mod entry;
mod misplaced;
mod unused;

use auth_language::problem::Code;

use super::said::{absent, quoted};
use crate::text::Problem;

/// Leaves out what another problem explains.
pub(super) fn drop_explained(problems: &mut Vec<Problem>, text: &str) {
    let all = problems.clone();
    problems.retain(|problem| !all.iter().any(|other| other != problem && explains(other, problem, text)));
}

fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    unused::explains(other, problem)
        || is_misnamed(other, problem)
        || is_twice(other, problem)
        || is_renamed(other, problem, text)
        || misplaced::explains(other, problem, text)
        || entry::explains(other, problem, text)
        || body::explains(other, problem, text)
}

/// Whether a problem is of a name that is not there, and the name of such a declaration is wrong itself.
fn is_misnamed(other: &Problem, problem: &Problem) -> bool {
    let of_kind = kind_of(&other.message);
    if (other.code != Code::NAME && of_kind.is_none()) || absent(problem).is_empty() {
        return false;
    }
    let is_of_kind = of_kind.is_some_and(|kind| problem.message.starts_with(&format!("there is no {kind} ")));
    let advice = problem.help.as_deref().map(quoted).unwrap_or_default();
    let is_it = |name: &str| advice.iter().any(|known| known.rsplit('.').next() == Some(name));
    is_of_kind || quoted(&other.message).first().is_some_and(|name| is_it(name))
}

/// Returns what would have a name, as it is called where it is not there.
fn kind_of(message: &str) -> Option<&str> {
    if let Some((_, rust)) = message.rsplit_once("valid name for a Rust ") {
        return [("type", "type"), ("enum", "type"), ("method", "endpoint")]
            .iter()
            .find(|(is, _)| *is == rust)
            .map(|it| it.1);
    }
    message.rsplit_once("the name of a").map(|(_, kind)| kind.trim_start_matches(['n', ' ']))
}

/// Whether two are declared with one name, so that one of them hides others.
fn is_twice(other: &Problem, problem: &Problem) -> bool {
    let hides = problem.code == Code::UNREACHABLE || problem.message.contains("would make every");
    let name = quoted(&other.message).first().copied();
    match other.code {
        Code::COLLISION if other.message.contains("is already the name of an error") => {
            hides && name.is_some_and(|name| quoted(&problem.message).contains(&name))
        }
        Code::RETURNS if other.message.contains("is listed twice") => hides && other.line == problem.line,
        _ => false,
    }
}

/// Whether a declaration has another name where it is used.
fn is_renamed(other: &Problem, problem: &Problem, text: &str) -> bool {
    let advice = other.help.as_deref().unwrap_or_default();
    let part = |name: &str| absent(other).first().is_some_and(|whole| whole.starts_with(&format!("{name}.")));
    let names = quoted(&problem.message);
    match (other.code, problem.code) {
        (Code::PATH_PARAMETER, Code::EXAMPLE) if advice.starts_with("what is declared is") => {
            problem.message.ends_with("is missing") && quoted(advice).first() == names.last()
        }
        (Code::UNKNOWN_NAME, Code::PATH_PARAMETER) => names.last().is_some_and(|name| part(name)),
        (Code::UNKNOWN_NAME, Code::EXAMPLE) => problem.message.ends_with("is missing") && gives(text, problem, other),
        _ => false,
    }
}

/// Whether an example gives a value to a name that is not there.
fn gives(text: &str, example: &Problem, unknown: &Problem) -> bool {
    let line = text.lines().nth(example.line - 1).unwrap_or_default();
    let name = absent(unknown).first().and_then(|name| name.split('.').next());
    name.is_some_and(|name| line.split([' ', '{', ',']).any(|word| word.strip_suffix(':') == Some(name)))
}
