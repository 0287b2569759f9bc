//! Points at the key of a place, where all that is sent there is wrong.

use super::entries::{indent, line_of};
use super::said;
use crate::text::Problem;

/// Moves a problem of all that is sent in a place from the first value to the key in the line above it.
pub(super) fn point_at_key(problem: &mut Problem, text: &str) {
    if !said::is_of_place(problem) || problem.line < 2 {
        return;
    }
    let above = line_of(text, problem.line - 1);
    let indent = indent(above);
    let is_alone = line_of(text, problem.line).chars().take(problem.column - 1).all(|char| char == ' ');
    if is_alone && above.trim_end().ends_with(':') && indent + 1 < problem.column {
        (problem.line, problem.column) = (problem.line - 1, indent + 1);
    }
}
