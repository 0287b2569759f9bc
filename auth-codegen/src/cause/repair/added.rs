//! Entries that may be missing.

use super::case::Case;
use super::change::{Change, What};
use super::words::{help, named};
use crate::text::Problem;

/// Adds what advice says, to what the problem points at or names.
pub(super) fn entries(case: &Case<'_>) -> Vec<Change> {
    case.problems.iter().flat_map(|problem| to(problem, case)).collect()
}

fn to(problem: &Problem, case: &Case<'_>) -> Vec<Change> {
    let lines = case.lines;
    let depth = |line: usize| if lines.block(line).len() > 1 { lines.depth_inside(line) } else { lines.depth(line) };
    let targets: Vec<usize> = std::iter::once(problem.line).chain(named(problem, lines)).collect();
    let advised = help(problem).split('`').skip(1).step_by(2);
    let entries = advised.filter(|entry| entry.contains(": ") && !entry.contains('…'));
    let add = |line: usize, entry: &str| Change {
        what: What::Add(line + 1, format!("{}{entry}", " ".repeat(depth(line)))),
        at: (problem.line, problem.column),
    };
    entries.flat_map(|entry| targets.iter().map(|line| add(*line, entry)).collect::<Vec<_>>()).collect()
}
