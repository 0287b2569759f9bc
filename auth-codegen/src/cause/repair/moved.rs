//! Entries that may be in the wrong place: in another one, or not indented as they should be.

use auth_language::key;
use auth_language::problem::Code;

use super::case::Case;
use super::change::{Change, What};
use super::place::Lines;
use super::related::is_alien;
use super::words::{children_of, distinct, entries_of, help, named, pointed, words};
use crate::cause::entries::keys;
use crate::cause::said::{self, absent};
use crate::text::Problem;

/// How many parts of an entry are indented.
const PARTS: usize = 6;
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
    astray(case).into_iter().chain(into_own).chain(into_named).collect()
}

/// Moves keys that a problem advises from the entries of others to its own.
pub(super) fn lent(case: &Case<'_>) -> Vec<Change> {
    let entries = entries_of(case.problems, case.lines);
    let of = |problem: &Problem| {
        let own = case.lines.entry(problem.line);
        let advised = words(help(problem));
        let others = children_of(entries.iter().copied().filter(|entry| Some(*entry) != own), case.lines).into_iter();
        let is_advised = |line: &usize| keys(case.lines.line(*line)).next().is_some_and(|key| advised.contains(&key));
        others.filter(is_advised).flat_map(|line| moves(line, own.as_slice(), case.lines)).collect::<Vec<_>>()
    };
    case.problems.iter().flat_map(of).collect()
}

/// Moves keys that are not of their entry to the other problems, and to what these name.
fn astray(case: &Case<'_>) -> Vec<Change> {
    let (astray, others): (Vec<&Problem>, Vec<&Problem>) = case.problems.iter().partition(|problem| is_alien(problem));
    let around = |problem: &Problem| {
        let own = [case.lines.entry(problem.line), case.lines.around(problem.line).last().copied()];
        let own = std::iter::once(problem.line).chain(own.into_iter().flatten());
        own.chain(named(problem, case.lines)).collect::<Vec<_>>()
    };
    let siblings = children_of(astray.iter().filter_map(|problem| case.lines.entry(problem.line)), case.lines);
    let siblings = siblings.into_iter().filter(|line| case.lines.block(*line).len() > 1);
    let targets: Vec<usize> = siblings.chain(others.into_iter().flat_map(around)).collect();
    astray.iter().flat_map(|problem| moves(problem.line, &targets, case.lines)).collect()
}

fn to(problem: &Problem, targets: &[usize], pointed: &[usize], lines: &Lines<'_>) -> Vec<Change> {
    let said = format!("{} {}", problem.message, help(problem));
    let key = |line: usize| lines.line(line).split(':').next().unwrap_or_default().trim();
    let lacks_method = problem.code == Code::METHOD && !said::has_two_methods(problem);
    let lacks_sign = said::lacks_attach(problem);
    let is_meant = |key: &str| {
        said.contains(key) || (lacks_method && key::is_method(key)) || (lacks_sign && key == key::credential::SIGN)
    };
    let is_said = |line: &&usize| **line != problem.line && is_meant(key(**line));
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

/// Indents the entries below a key that has nothing more.
pub(super) fn below_nothing(case: &Case<'_>) -> Vec<Change> {
    let empty = case.problems.iter().filter(|problem| said::is_nothing(problem) || said::is_null(problem));
    empty.flat_map(|problem| [2, 4].map(|by| shift(problem.line + 1, by, case.lines))).collect()
}

fn shift(line: usize, by: isize, lines: &Lines<'_>) -> Change {
    Change { what: What::Move { lines: lines.block(line), by, before: line }, at: (line, lines.depth(line) + 1) }
}

/// Indents the entries that problems point at more, or less.
pub(super) fn in_or_out(case: &Case<'_>) -> Vec<Change> {
    let around = |line: usize| case.lines.around(line).into_iter().take(2).collect::<Vec<_>>();
    let lines = distinct(pointed(case).into_iter().flat_map(around));
    lines.into_iter().flat_map(|line| [2, -2, 4, -4].map(|by| shift(line, by, case.lines))).collect()
}

/// Indents keys that are not of their entry more, without those with which they would be in one column then.
pub(super) fn in_parts(case: &Case<'_>) -> Vec<Change> {
    let astray = case.problems.iter().filter(|problem| is_alien(problem));
    astray.flat_map(|problem| [2, 4].map(|by| parts(problem.line, by, case.lines))).flatten().collect()
}

/// Indents the first lines of an entry more, up to one of those behind them that is not deeper then.
fn parts(line: usize, by: isize, lines: &Lines<'_>) -> Vec<Change> {
    let (block, depth) = (lines.block(line), lines.depth(line));
    let ends = block.skip(1).filter(|inside| Some(lines.depth(*inside)) <= depth.checked_add_signed(by));
    let change = |end| Change { what: What::Move { lines: line..end, by, before: line }, at: (line, depth + 1) };
    ends.take(PARTS).map(change).collect()
}
