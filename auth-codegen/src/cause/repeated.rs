//! Makes one problem of those that one mistake has at several places: each is what it is because of one declaration, or of
//! one that is missing.

use auth_language::problem::Code;

use crate::text::Problem;

/// Leaves out what repeats an earlier problem, which says where.
pub(super) fn join(problems: &mut Vec<Problem>) {
    let mut joined: Vec<(Problem, Vec<Problem>)> = Vec::new();
    for problem in problems.drain(..) {
        match joined.iter_mut().find(|(first, _)| is_repeated(first, &problem)) {
            Some((_, others)) => others.push(problem),
            None => joined.push((problem, Vec::new())),
        }
    }
    problems.extend(joined.into_iter().map(|(first, others)| with(first, &others)));
}

/// Whether a problem is what another one is, elsewhere. What has a change of its own is mended on its own.
fn is_repeated(first: &Problem, problem: &Problem) -> bool {
    let is_alike = first.code == problem.code && advice(first) == advice(problem);
    let is_plain = first.edit.is_none() && problem.edit.is_none();
    // Where the same names are known, names that are not are those of one declaration.
    let is_one = problem.code == Code::UNKNOWN_NAME || first.message == problem.message;
    is_alike && is_plain && is_one && [Code::UNKNOWN_NAME, Code::EXAMPLE].contains(&problem.code)
}

/// Adds the others to the advice: their lines, or their names where they are of other names.
fn with(first: Problem, others: &[Problem]) -> Problem {
    let (same, named): (Vec<&Problem>, Vec<&Problem>) = others.iter().partition(|other| other.message == first.message);
    let mut lines: Vec<usize> = same.iter().map(|other| other.line).filter(|line| *line != first.line).collect();
    lines.dedup();
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let mut help = first.help.clone().unwrap_or_default();
    if let Some(listed) = listed(&lines) {
        let line = if lines.len() > 1 { "lines" } else { "line" };
        help = format!("{help}{SAME}{line} {listed}");
    }
    let names: Vec<String> = named.iter().filter_map(|other| name_of(other)).collect();
    if let Some(listed) = listed(&names) {
        help = format!("{help}; so is {listed}");
    }
    Problem { help: Some(help), ..first }
}

fn listed(all: &[String]) -> Option<String> {
    let (last, others) = all.split_last()?;
    let others = others.join(", ");
    Some(if others.is_empty() { last.clone() } else { format!("{others} and {last}") })
}

/// Returns the name that a problem is about, with its line.
fn name_of(problem: &Problem) -> Option<String> {
    let name = problem.message.split('`').nth(1)?;
    Some(format!("`{name}` in line {}", problem.line))
}

/// Returns the advice without the places that were added.
fn advice(problem: &Problem) -> Option<&str> {
    problem.help.as_deref().and_then(|help| help.split(SAME).next())
}

/// What comes before other lines.
const SAME: &str = "; the same in ";
