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
        || misplaced::explains(other, problem)
        || entry::explains(other, problem, text)
        || body::explains(other, problem, text)
}

/// Whether a problem is of a name that is not there, and the name of such a declaration is wrong itself.
fn is_misnamed(other: &Problem, problem: &Problem) -> bool {
    if other.code != Code::NAME || absent(problem).is_empty() {
        return false;
    }
    let names = quoted(&other.message);
    let kind = other.message.rsplit_once("the name of a").map(|(_, kind)| kind.trim_start_matches(['n', ' ']));
    let is_of_kind = kind.is_some_and(|kind| problem.message.starts_with(&format!("there is no {kind} ")));
    let advice = problem.help.as_deref().map(quoted).unwrap_or_default();
    is_of_kind || names.first().is_some_and(|name| advice.contains(name))
}
