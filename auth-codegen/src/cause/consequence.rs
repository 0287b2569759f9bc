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
        || is_renamed(other, problem)
        || misplaced::explains(other, problem)
        || entry::explains(other, problem, text)
        || body::explains(other, problem, text)
}

/// Whether a problem is of a name that is not there, and the name of such a declaration is wrong itself.
fn is_misnamed(other: &Problem, problem: &Problem) -> bool {
    let of_kind = other.message.rsplit_once("the name of a").map(|(_, kind)| kind.trim_start_matches(['n', ' ']));
    if (other.code != Code::NAME && of_kind.is_none()) || absent(problem).is_empty() {
        return false;
    }
    let is_of_kind = of_kind.is_some_and(|kind| problem.message.starts_with(&format!("there is no {kind} ")));
    let advice = problem.help.as_deref().map(quoted).unwrap_or_default();
    let is_it = |name: &str| advice.iter().any(|known| known.rsplit('.').next() == Some(name));
    is_of_kind || quoted(&other.message).first().is_some_and(|name| is_it(name))
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

/// Whether a parameter of a path has another name in the path.
fn is_renamed(other: &Problem, problem: &Problem) -> bool {
    let advice = other.help.as_deref().unwrap_or_default();
    let part = |name: &str| absent(other).first().is_some_and(|whole| whole.starts_with(&format!("{name}.")));
    let names = quoted(&problem.message);
    match (other.code, problem.code) {
        (Code::PATH_PARAMETER, Code::EXAMPLE) if advice.starts_with("what is declared is") => {
            problem.message.ends_with("is missing") && quoted(advice).first() == names.last()
        }
        (Code::UNKNOWN_NAME, Code::PATH_PARAMETER) => names.last().is_some_and(|name| part(name)),
        _ => false,
    }
}
