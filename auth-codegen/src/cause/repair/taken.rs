//! Entries that may be too many.

use auth_language::problem::Code;

use super::case::Case;
use super::change::{Change, What};
use super::place::{byte_of, column_of, entry_at};
use crate::text::Problem;

/// Takes away what problems are about: an entry of brackets, or of one line.
pub(super) fn entries(case: &Case<'_>) -> Vec<Change> {
    case.problems
        .iter()
        .filter(|problem| is_surplus(problem, case))
        .filter_map(|problem| entry(problem, case))
        .collect()
}

/// Whether a problem may be of something that is too much. What it could be instead is known, if it proposes that.
fn is_surplus(problem: &Problem, case: &Case<'_>) -> bool {
    let is_extra = [Code::UNKNOWN_KEY, Code::DUPLICATE_KEY, Code::EXAMPLE].contains(&problem.code);
    let is_shown = || case.problems.iter().all(|other| other == problem || other.code == Code::EXAMPLE);
    problem.edit.is_none() && (is_extra || is_shown())
}

fn entry(problem: &Problem, case: &Case<'_>) -> Option<Change> {
    let line = case.lines.line(problem.line);
    let at = (problem.line, problem.column);
    let Some(entry) = entry_at(line, byte_of(line, problem.column)) else {
        let is_alone = case.lines.block(problem.line).len() == 1;
        return is_alone.then_some(Change { what: What::Take(None, 0..usize::MAX), at });
    };
    let columns = column_of(line, entry.start)..column_of(line, entry.end);
    let bytes = match (line[entry.end..].starts_with(','), line[..entry.start].ends_with(',')) {
        (true, _) => entry.start..entry.end + 1,
        (false, true) => entry.start - 1..entry.end,
        (false, false) => entry,
    };
    Some(Change { what: What::Take(Some(bytes), columns), at })
}
