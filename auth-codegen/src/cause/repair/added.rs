//! Entries that may be missing.

use auth_language::problem::Code;

use super::case::Case;
use super::change::{Change, What};
use super::place::{Lines, Place, braces, byte_of};
use super::words::{help, named};
use crate::cause::entries::key_of;
use crate::cause::said;
use crate::text::Problem;

/// Adds what advice says, to what the problem points at or names.
pub(super) fn entries(case: &Case<'_>) -> Vec<Change> {
    let advised = case.problems.iter().flat_map(|problem| to(problem, case));
    advised.chain(hosts(case)).chain(names(case)).collect()
}

fn to(problem: &Problem, case: &Case<'_>) -> Vec<Change> {
    let targets: Vec<usize> = std::iter::once(problem.line).chain(named(problem, case.lines)).collect();
    let advised = help(problem).split('`').skip(1).step_by(2);
    let entries = advised.filter(|entry| entry.contains(": ") && !entry.contains('…'));
    let both = |entry: &str| {
        let below = targets.iter().map(|line| below(problem, *line, entry, case.lines));
        in_braces(problem, entry, case.lines).into_iter().chain(below).collect::<Vec<_>>()
    };
    entries.flat_map(both).collect()
}

/// Adds a line below another one.
fn below(problem: &Problem, line: usize, entry: &str, lines: &Lines<'_>) -> Change {
    let depth = if lines.block(line).len() > 1 { lines.depth_inside(line) } else { lines.depth(line) };
    Change { what: What::Add(line + 1, format!("{}{entry}", " ".repeat(depth))), at: (problem.line, problem.column) }
}

/// Adds an entry to the braces behind the key that a problem points at, or to those around it.
fn in_braces(problem: &Problem, entry: &str, lines: &Lines<'_>) -> Option<Change> {
    let line = lines.line(problem.line);
    let at = byte_of(line, problem.column);
    let behind = || {
        let (name, _) = line[at..].split_once(": {").filter(|(name, _)| !name.contains([' ', ',', '{', '}']))?;
        Some(at + name.len() + ": {".len())
    };
    let start = behind().or_else(|| Some(braces(line, at)? + "{".len()))?;
    let place = Place { line: problem.line, bytes: start..start };
    Some(Change::reword(&place, problem.column, format!(" {entry},")))
}

/// Adds a line with a name that is not there above entries that may be its own.
fn names(case: &Case<'_>) -> Vec<Change> {
    let missing = case.problems.iter().filter(|problem| problem.code == Code::MISSING_KEY);
    let missing = missing.filter_map(|problem| said::quoted(&problem.message).pop());
    let names: Vec<&str> = case.problems.iter().flat_map(said::absent).chain(missing).collect();
    case.problems.iter().flat_map(|problem| above(problem, &names, case.lines)).collect()
}

fn above(problem: &Problem, names: &[&str], lines: &Lines<'_>) -> Vec<Change> {
    let Some(parent) = lines.around(problem.line).get(1).copied() else { return Vec::new() };
    let (depth, own) = (lines.depth(parent), lines.depth(problem.line));
    let add = |name: &str, before: usize, depth: usize| Change {
        what: What::Add(before, format!("{}{name}:", " ".repeat(depth))),
        at: (problem.line, problem.column),
    };
    let below_parent = names.iter().filter(|_| depth + 2 < own).map(|name| add(name, parent + 1, depth + 2));
    let beside_parent = names.iter().filter(|_| depth > 0).map(|name| add(name, problem.line, depth));
    below_parent.chain(beside_parent).collect()
}

/// Adds the host at which no call authenticates the client to the call that does not say how it does.
fn hosts(case: &Case<'_>) -> Vec<Change> {
    let unsaid = case.problems.iter().filter(|problem| said::is_client_unsaid(problem));
    let calls = unsaid.filter_map(|problem| Some((problem, case.lines.entry(problem.line)?)));
    let hosts = || case.problems.iter().filter(|problem| said::lacks_clients(problem));
    let names = || hosts().filter_map(|problem| host_of(problem, case.lines));
    calls
        .flat_map(|(problem, call)| names().map(move |host| below(problem, call, &format!("host: {host}"), case.lines)))
        .collect()
}

/// Returns the name of the host that a problem is in: in its braces, or below its name.
fn host_of<'t>(problem: &Problem, lines: &Lines<'t>) -> Option<&'t str> {
    let line = lines.line(problem.line);
    let braces = line[..byte_of(line, problem.column)].rfind('{').and_then(|open| line.get(key_of(line, open)?));
    braces.or_else(|| lines.line(lines.entry(problem.line)?).trim().split(':').next())
}
