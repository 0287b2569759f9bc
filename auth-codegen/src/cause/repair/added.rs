//! Entries that may be missing.

use super::case::Case;
use super::change::{Change, What};
use super::place::{Lines, Place, byte_of};
use super::words::{help, named};
use crate::cause::entries::key_of;
use crate::cause::said;
use crate::text::Problem;

/// Adds what advice says, to what the problem points at or names.
pub(super) fn entries(case: &Case<'_>) -> Vec<Change> {
    let advised = case.problems.iter().flat_map(|problem| to(problem, case));
    advised.chain(hosts(case)).collect()
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

/// Adds an entry to the braces behind the key that a problem points at.
fn in_braces(problem: &Problem, entry: &str, lines: &Lines<'_>) -> Option<Change> {
    let line = lines.line(problem.line);
    let key = byte_of(line, problem.column);
    let (name, _) = line[key..].split_once(": {")?;
    let start = key + name.len() + ": {".len();
    let is_key = !name.contains([' ', ',', '{', '}']);
    let place = Place { line: problem.line, bytes: start..start };
    is_key.then(|| Change::reword(&place, problem.column, format!(" {entry},")))
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
