//! Points at the key of a place, where all that is sent there is wrong.

use super::entries::{indent, line_of, lines_of};
use super::said;
use crate::text::Problem;

/// Whether all that is sent in a place belongs into the path.
fn is_of_all(problem: &Problem, text: &str) -> bool {
    let entry = lines_of(text, problem.line);
    let depth = problem.column - 1;
    let rest = text.lines().skip(problem.line - 1).take_while(|line| line.trim().is_empty() || indent(line) >= depth);
    let mut names = rest.filter(|line| indent(line) == depth).filter_map(|line| line.trim().split(':').next());
    let is_in_path = |name: &str| entry.iter().any(|line| line.contains(&format!("/{{{name}}}")));
    said::is_sent_elsewhere(problem) && names.all(is_in_path)
}

/// Moves a problem of all that is sent in a place from the first value to the key in the line above it.
pub(super) fn point_at_key(problem: &mut Problem, text: &str) {
    if !(said::is_of_place(problem) || is_of_all(problem, text)) || problem.line < 2 {
        return;
    }
    let above = line_of(text, problem.line - 1);
    let indent = indent(above);
    let is_alone = line_of(text, problem.line).chars().take(problem.column - 1).all(|char| char == ' ');
    if is_alone && above.trim_end().ends_with(':') && indent + 1 < problem.column {
        (problem.line, problem.column) = (problem.line - 1, indent + 1);
    }
}
