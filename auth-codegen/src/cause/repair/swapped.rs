//! Lines that may be in each other's place.

use auth_language::key;
use auth_language::problem::Code;

use super::case::{Case, MOST};
use super::change::{Change, What};
use super::place::Lines;
use super::related::is_alien;
use super::words::{children_of, distinct, entries_of, lines_of, named, pointed};
use crate::cause::entries::keys;
use crate::cause::said;
use crate::text::Problem;

/// Swaps the lines that problems point at.
pub(super) fn lines_of_problems(case: &Case<'_>) -> Vec<Change> {
    let pointed = pointed(case);
    swaps(&pointed, &pointed, case.lines)
}

/// Swaps them with lines that problems name, and these.
pub(super) fn lines_with_named(case: &Case<'_>) -> Vec<Change> {
    let named = distinct(case.problems.iter().flat_map(|problem| named(problem, case.lines)));
    let mut found = swaps(&pointed(case), &named, case.lines);
    found.truncate(MOST / 2);
    found.extend(swaps(&named, &named, case.lines));
    found
}

/// Swaps the lines that problems point at with those of entries that lack a key.
pub(super) fn lines_with_lacking(case: &Case<'_>) -> Vec<Change> {
    let codes = [Code::MISSING_KEY, Code::METHOD, Code::RETURNS, Code::EXAMPLE_MISSING, Code::CREDENTIAL];
    let (lacking, others): (Vec<&Problem>, Vec<&Problem>) =
        case.problems.iter().partition(|problem| codes.contains(&problem.code) && !said::has_two_methods(problem));
    let others = lines_of(others.into_iter(), case.lines);
    let children = children_of(lacking.iter().map(|problem| problem.line), case.lines);
    swaps(&others, &children, case.lines)
}

/// Swaps keys that are not of their entry with those of the other entries in which problems are.
pub(super) fn lines_astray(case: &Case<'_>) -> Vec<Change> {
    let (astray, others): (Vec<&Problem>, Vec<&Problem>) = case.problems.iter().partition(|problem| is_alien(problem));
    let children = children_of(entries_of(others, case.lines), case.lines);
    swaps(&lines_of(astray.into_iter(), case.lines), &children, case.lines)
}

/// Swaps the lines that problems point at with those of the entries that they name.
pub(super) fn lines_of_named(case: &Case<'_>) -> Vec<Change> {
    let named = distinct(case.problems.iter().flat_map(|problem| named(problem, case.lines)));
    swaps(&pointed(case), &children_of(named, case.lines), case.lines)
}

/// Swaps the methods of endpoints, of which one has a problem.
pub(super) fn methods(case: &Case<'_>) -> Vec<Change> {
    let of_methods = [Code::METHOD, Code::RETURNS, Code::VISIT, Code::CONSENT];
    if !case.problems.iter().any(|problem| of_methods.contains(&problem.code)) {
        return Vec::new();
    }
    let is_method = |line: &usize| keys(case.lines.line(*line)).next().is_some_and(key::is_method);
    let own = children_of(entries_of(case.problems, case.lines), case.lines).into_iter().filter(is_method);
    let all: Vec<usize> = case.lines.first_keys().map(|key| key.line).filter(is_method).collect();
    swaps(&own.collect::<Vec<_>>(), &all, case.lines)
}

/// Swaps what says that a call carries a token, of one that cannot, with the lines of the entries in which other problems are.
pub(super) fn auth_of_calls(case: &Case<'_>) -> Vec<Change> {
    let (calls, others): (Vec<&Problem>, Vec<&Problem>) =
        case.problems.iter().partition(|problem| problem.code == Code::TOKEN_CALL);
    let is_auth = |line: &usize| keys(case.lines.line(*line)).next() == Some(key::endpoint::AUTH);
    let called = calls.into_iter().flat_map(|problem| named(problem, case.lines));
    let auth: Vec<usize> = children_of(called, case.lines).into_iter().filter(is_auth).collect();
    let own = others.iter().filter_map(|problem| case.lines.entry(problem.line));
    let entries = distinct(own.chain(others.iter().flat_map(|problem| named(problem, case.lines))));
    swaps(&auth, &children_of(entries, case.lines), case.lines)
}

/// Swaps lines of the entries in which problems are.
pub(super) fn lines_of_entries(case: &Case<'_>) -> Vec<Change> {
    let entries = entries_of(case.problems, case.lines);
    let children: Vec<Vec<usize>> = entries.iter().map(|entry| case.lines.children(*entry)).collect();
    let pairs =
        children.iter().enumerate().flat_map(|(at, one)| children[at + 1..].iter().map(move |other| (one, other)));
    pairs.flat_map(|(one, other)| swaps(one, other, case.lines)).collect()
}

/// Swaps lines with others that are indented alike.
fn swaps(some: &[usize], others: &[usize], lines: &Lines<'_>) -> Vec<Change> {
    let swap = |one: usize| {
        let is_alike = move |other: &&usize| **other != one && lines.depth(**other) == lines.depth(one);
        let change = move |other: &usize| Change {
            what: What::Swap(one.min(*other), one.max(*other)),
            at: (one, lines.depth(one) + 1),
        };
        others.iter().filter(is_alike).map(change)
    };
    some.iter().flat_map(|one| swap(*one)).collect()
}
