//! What problems point at and name.

use auth_language::key;
use auth_language::problem::Code;

use super::case::Case;
use super::place::{Lines, Place, byte_of, entry_at, value_of};
use crate::cause::entries::{self, key_of};
use crate::cause::said::{has_two_methods, quoted};
use crate::text::Problem;

/// How many words of a problem, and how many lines are looked at.
const WORDS: usize = 8;
const LINES: usize = 8;
/// How many places of a word are looked at.
const PLACES: usize = 3;

/// Returns the words between backticks, with the keys of entries there.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for quoted in quoted(text).into_iter().take(WORDS) {
        if quoted.contains(": ") {
            found.extend(entries::keys(quoted));
            found.extend(quoted.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name));
        } else if !quoted.is_empty() {
            found.push(quoted);
        }
    }
    found.truncate(WORDS);
    found
}

pub(super) fn help(problem: &Problem) -> &str {
    problem.help.as_deref().unwrap_or_default()
}

/// Returns what a problem points at, with its key and its value.
pub(super) fn places(problem: &Problem, case: &Case<'_>) -> Vec<Place> {
    let line = case.lines.line(problem.line);
    let own = byte_of(line, problem.column)..byte_of(line, case.report.end_column(problem));
    let is_template = line[own.clone()].ends_with('}') && !line[own.clone()].contains(' ');
    let is_word = is_template || !line[own.clone()].starts_with(['{', '[']);
    let around =
        [is_word.then(|| own.clone()), key_of(line, own.start), value_of(line, &own), type_at(line, own.start)];
    let found = around.into_iter().flatten().map(|bytes| Place { line: problem.line, bytes });
    found.chain(key_above(problem, case.lines)).collect()
}

/// Returns the value of `type` in the braces in which a byte is.
fn type_at(line: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let open = line[..entry_at(line, at)?.start].rfind('{')?;
    let start = open + line[open..].find(" type:")? + 1;
    value_of(line, &(start..start + "type".len()))
}

/// Returns the value of `type` in the braces behind a key.
pub(super) fn type_of(line: &str, key: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let braces = line.get(key.end..)?.strip_prefix(": {")?;
    let start = key.end + ": {".len() + braces.split('}').next()?.find("type:")?;
    value_of(line, &(start..start + "type".len()))
}

/// Returns the key in the line above: a problem of all that is in a place is reported at the first value there.
fn key_above(problem: &Problem, lines: &Lines<'_>) -> Option<Place> {
    let line = problem.line - 1;
    let key = lines.line(line).trim_end().strip_suffix(':')?;
    Some(Place { line, bytes: lines.depth(line)..key.len() })
}

/// Returns the lines that problems point at.
pub(super) fn pointed(case: &Case<'_>) -> Vec<usize> {
    lines_of(case.problems.iter(), case.lines)
}

/// Returns the lines that some problems point at.
pub(super) fn lines_of<'p>(problems: impl Iterator<Item = &'p Problem>, lines: &Lines<'_>) -> Vec<usize> {
    let found = problems.flat_map(|problem| {
        let twins = first_of_two(problem, lines).into_iter().chain(methods(problem, lines));
        std::iter::once(problem.line).chain(twins).collect::<Vec<_>>()
    });
    distinct(found)
}

/// Returns the lines with the methods of an endpoint that has two.
fn methods(problem: &Problem, lines: &Lines<'_>) -> Vec<usize> {
    let entry = lines.entry(problem.line).filter(|_| has_two_methods(problem));
    let is_method = |line: &usize| entries::keys(lines.line(*line)).next().is_some_and(key::is_method);
    children_of(entry, lines).into_iter().filter(is_method).collect()
}

/// Returns the line of the key that is there a second time.
fn first_of_two(problem: &Problem, lines: &Lines<'_>) -> Option<usize> {
    let keys = lines.keys(quoted(&problem.message).first()?);
    let parent = lines.around(problem.line).get(1).copied();
    let is_first = |place: &Place| {
        lines.is_first(place) && place.line < problem.line && lines.around(place.line).get(1).copied() == parent
    };
    keys.filter(is_first).find(|_| problem.code == Code::DUPLICATE_KEY).map(|place| place.line)
}

/// Returns the lines that begin with a key that a problem names.
pub(super) fn named(problem: &Problem, lines: &Lines<'_>) -> Vec<usize> {
    let names = quoted(&problem.message).into_iter().chain(quoted(help(problem))).take(WORDS);
    let names = names.flat_map(|name| std::iter::once(name).chain(name.rsplit_once('.').map(|(_, member)| member)));
    let first = |name| lines.keys(name).filter(|place| lines.is_first(place)).take(PLACES).map(|place| place.line);
    names.flat_map(|name| first(name).collect::<Vec<_>>()).collect()
}

/// Returns the lines of the entries in which problems are.
pub(super) fn entries_of<'p>(problems: impl IntoIterator<Item = &'p Problem>, lines: &Lines<'_>) -> Vec<usize> {
    distinct(problems.into_iter().filter_map(|problem| lines.entry(problem.line)))
}

/// Returns the lines with the keys of entries.
pub(super) fn children_of(entries: impl IntoIterator<Item = usize>, lines: &Lines<'_>) -> Vec<usize> {
    entries.into_iter().flat_map(|entry| lines.children(entry)).collect()
}

pub(super) fn distinct(lines: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for line in lines {
        if !found.contains(&line) && found.len() < LINES {
            found.push(line);
        }
    }
    found
}
