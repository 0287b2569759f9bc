//! Entries that may be in the wrong place: in another one, or not indented as they should be.

use super::case::Case;
use super::change::{Change, What};
use super::place::Lines;
use super::words::{help, named, pointed};
use crate::cause::said::{self, absent};
use crate::text::Problem;

/// How many lines with an absent name are looked at.
const HOLDING: usize = 4;

/// Moves what a problem points at to another one that names it, or to what that names.
pub(super) fn to_another_entry(case: &Case<'_>) -> Vec<Change> {
    let pointed = pointed(case);
    let into_own = case.problems.iter().flat_map(|problem| to(problem, &[problem.line], &pointed, case.lines));
    let into_named = case.problems.iter().flat_map(|problem| {
        let found = to(problem, &named(problem, case.lines), &pointed, case.lines);
        found.into_iter().chain(back(problem, case.lines)).collect::<Vec<_>>()
    });
    into_own.chain(into_named).collect()
}

fn to(problem: &Problem, targets: &[usize], pointed: &[usize], lines: &Lines<'_>) -> Vec<Change> {
    let said = format!("{} {}", problem.message, help(problem));
    let key = |line: usize| lines.line(line).split(':').next().unwrap_or_default().trim();
    let is_said = |line: &&usize| **line != problem.line && said.contains(key(**line));
    pointed.iter().filter(is_said).flat_map(|line| moves(*line, targets, lines)).collect()
}

/// Moves an entry with a name that is not there to where a problem misses it.
fn back(problem: &Problem, lines: &Lines<'_>) -> Vec<Change> {
    let around = lines.around(problem.line);
    holding(problem, lines).into_iter().flat_map(|line| moves(line, &around, lines)).collect()
}

/// Returns the lines that hold a key of a name which is not there.
fn holding(problem: &Problem, lines: &Lines<'_>) -> Vec<usize> {
    let names = absent(problem);
    let keys = names.iter().flat_map(|name| lines.keys(name));
    keys.filter(|place| !lines.is_first(place)).map(|place| place.line).take(HOLDING).collect()
}

/// Moves an entry into others, or before them.
fn moves(line: usize, targets: &[usize], lines: &Lines<'_>) -> Vec<Change> {
    let block = lines.block(line);
    let places = targets.iter().flat_map(|to| [(to + 1, lines.depth_inside(*to)), (*to, lines.depth(*to))]);
    let others = places.filter(|(before, _)| !block.contains(before) && *before != block.end);
    let change = |(before, depth): (usize, usize)| {
        let by = isize::try_from(depth).ok()? - isize::try_from(lines.depth(line)).ok()?;
        Some(Change { what: What::Move { lines: block.clone(), by, before }, at: (line, lines.depth(line) + 1) })
    };
    others.filter_map(change).collect()
}

/// Indents the entries that problems point at more, or less.
pub(super) fn in_or_out(case: &Case<'_>) -> Vec<Change> {
    let shift = |line: usize, by: isize| Change {
        what: What::Move { lines: case.lines.block(line), by, before: line },
        at: (line, case.lines.depth(line) + 1),
    };
    let empty = case.problems.iter().filter(|problem| said::is_nothing(problem));
    let behind = empty.map(|problem| shift(problem.line + 1, 2));
    behind.chain(pointed(case).into_iter().flat_map(|line| [2, -2, 4, -4].map(|by| shift(line, by)))).collect()
}
