//! Values on which several problems depend: with one that is not known, they would not be there. Which one is meant, the author
//! knows; what contradicts the value is said at one of them.

use std::collections::HashSet;

use auth_language::problem::Code;

use super::case::{Case, Found};
use super::change::Change;
use super::other::reply;
use super::place::{Place, braces, byte_of};
use super::reworded::{put, value_of_key};
use super::words::{help, places, words};
use crate::cause::entries::key_of;
use crate::cause::relate::relate;
use crate::cause::said;
use crate::cause::trial::Trials;
use crate::text::Problem;

/// How many places of a word are looked at.
const PLACES: usize = 6;
/// The keys that examples have, too.
const OF_EXAMPLES: [&str; 2] = ["request", "response"];
/// A word that no spec declares: it is wrong wherever it is put.
const UNCLEAR: &str = "Unclear";

/// Returns the value on which most problems depend, and these.
pub(super) fn best(case: &Case<'_>, trials: &mut Trials<'_>, tried: &mut HashSet<Change>) -> Option<Found> {
    let mut best: Option<Found> = None;
    for change in values(case) {
        if !tried.insert(change.clone()) || !trials.are_left() {
            continue;
        }
        let mut gone = case.mended(trials, &change, Some(UNCLEAR));
        gone.retain(|problem| depends(problem, &change, case));
        let is_better = gone.len() > best.as_ref().map_or(1, |(most, _)| most.len());
        if is_better && are_of_one(&gone, &change, case) {
            best = Some((gone, change));
        }
    }
    best
}

/// Whether a problem depends on a value. What is beside that may only not have been read, and what is known to be meant may
/// be meant.
fn depends(problem: &Problem, change: &Change, case: &Case<'_>) -> bool {
    let line = case.lines.line(problem.line);
    let around = |column: usize| braces(line, byte_of(line, column));
    let is_beside = problem.line == change.at.0 && around(problem.column) == around(change.at.1);
    // Any type that is not known may be one that is not used.
    let is_meant = problem.edit.is_some() && !(problem.code == Code::EXAMPLE && said::is_guessed(problem));
    let is_known = is_meant || problem.code == Code::UNUSED;
    !is_known && (!is_beside || change.rewords(problem, line))
}

/// Whether problems are of one value: they say different things of it, and examples are of that field.
fn are_of_one(problems: &[Problem], change: &Change, case: &Case<'_>) -> bool {
    let said: HashSet<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let field = field_of(case.lines.line(change.at.0), change.at.1).filter(|key| !OF_EXAMPLES.contains(key));
    let is_of_field = |problem: &Problem| {
        let pointed = places(problem, case).into_iter().map(|place| &case.lines.line(place.line)[place.bytes]);
        let said = words(&problem.message).into_iter().flat_map(|word| word.split('.'));
        said.chain(pointed).any(|word| Some(word) == field)
    };
    let are_examples = problems.iter().all(|problem| problem.code == Code::EXAMPLE);
    let lacks_reply = || problems.iter().any(said::has_no_reply);
    said.len() > 1 && (!are_examples || lacks_reply() || problems.iter().all(is_of_field))
}

/// Returns the key whose value, or the type of that, is at a column.
fn field_of(line: &str, column: usize) -> Option<&str> {
    let key = key_of(line, byte_of(line, column))?;
    let in_braces = || key_of(line, line[..key.start].rfind('{')?);
    line.get(if &line[key.clone()] == "type" { in_braces()? } else { key })
}

/// Says at the problem next to a value what else depends on that.
pub(super) fn fold(problems: &mut Vec<Problem>, of_one: &[Problem], change: &Change) {
    // Where a text contradicts the examples, it is rather that.
    let nearest = |problem: &&Problem| (problem.code == Code::EXAMPLE, change.distance(problem));
    let Some(kept) = of_one.iter().min_by_key(nearest) else { return };
    relate(problems, kept, |problem| of_one.contains(problem));
}

/// Puts what is not known in the place of values that problems point at, and of those that they name.
fn values(case: &Case<'_>) -> Vec<Change> {
    let mended: Vec<_> = case.problems.iter().filter(|problem| problem.edit.is_some()).collect();
    let pointed = case.problems.iter().flat_map(|problem| places(problem, case)).filter(|place| !is_key(place, case));
    let shown = case.problems.iter().filter(|problem| problem.code == Code::EXAMPLE);
    let replies = shown.filter_map(|problem| reply(problem.line, case.lines));
    let named = case.problems.iter().flat_map(|problem| named(problem, case).into_iter().chain(replied(problem, case)));
    let mut found: Vec<Place> = Vec::new();
    for place in pointed.chain(replies).chain(named) {
        if !found.contains(&place) {
            found.push(place);
        }
    }
    let changes = found.into_iter().filter_map(|place| put(&place, UNCLEAR, case.lines));
    let is_mended =
        |change: &Change| mended.iter().any(|problem| change.rewords(problem, case.lines.line(problem.line)));
    changes.filter(|change| !is_mended(change)).collect()
}

/// Returns the values of the keys that a problem names, and of those that are called like the one that it points at.
fn named(problem: &Problem, case: &Case<'_>) -> Vec<Place> {
    let pointed = places(problem, case).into_iter().filter(|place| is_key(place, case));
    let keys = pointed.map(|place| &case.lines.line(place.line)[place.bytes]).collect();
    let words = [words(&problem.message), words(help(problem)), keys].concat();
    let keys = words.into_iter().flat_map(|word| word.split('.')).flat_map(|word| case.lines.keys(word).take(PLACES));
    keys.filter_map(|key| value_of_key(&key, case.lines)).collect()
}

/// Returns the replies of the calls whose fields a problem names.
fn replied(problem: &Problem, case: &Case<'_>) -> Vec<Place> {
    let calls = words(&problem.message).into_iter().filter_map(|name| name.split_once('.')).map(|(call, _)| call);
    let lines = calls.flat_map(|call| case.lines.keys(call).filter(|key| case.lines.is_first(key)));
    lines.filter_map(|key| reply(key.line, case.lines)).collect()
}

fn is_key(place: &Place, case: &Case<'_>) -> bool {
    let behind = case.lines.line(place.line).get(place.bytes.end..);
    behind.is_some_and(|behind| behind.trim_start_matches('"').starts_with(':'))
}
