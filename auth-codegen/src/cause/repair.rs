//! Joins problems that one small change of the text mends: they are one mistake, and the one where the change is says so.

mod added;
mod case;
mod change;
mod layout;
mod moved;
mod other;
mod place;
mod related;
mod reworded;
mod swapped;
mod taken;
mod words;

use std::collections::HashSet;

use self::case::{Case, MOST};
use self::change::Change;
use self::place::Lines;
use super::trial::{Trials, is_same};
use crate::text::{Problem, Report};

/// Finds changes of one kind.
type Kind = fn(&Case<'_>) -> Vec<Change>;

/// The kinds of changes, the likely ones first: what people do wrong, the other way round. Of each, so many are tried.
const KINDS: [(Kind, usize); 19] = [
    (moved::to_another_entry, MOST),
    (swapped::lines_of_problems, MOST),
    (other::methods, MOST),
    (reworded::nearly, MOST),
    (swapped::lines_with_lacking, LACKING),
    (other::unused_types, MOST),
    (reworded::credentials, MOST),
    (swapped::lines_with_named, MOST),
    (taken::entries, MOST),
    (other::places, MOST),
    (other::keys, 2 * MOST),
    (added::entries, MOST),
    (reworded::as_advised, MOST),
    (reworded::as_others_say, MOST),
    (reworded::declarations, 2 * MOST),
    (other::types, MOST),
    (other::scalars, MOST),
    (moved::in_or_out, MOST),
    (swapped::lines_of_entries, MOST),
];

/// How many lines are tried of an entry that lacks one.
const LACKING: usize = 12;
/// How many problems may be one mistake.
const MOST_PROBLEMS: usize = 5;

/// Leaves out what is gone with another problem after a small change that leads to nothing new.
pub(super) fn join(problems: &mut Vec<Problem>, report: &Report, trials: &mut Trials<'_>) {
    let lines = Lines::of(trials.text);
    let mut tried = HashSet::new();
    loop {
        let related = related::to_others(problems, &lines);
        if !(2..=MOST_PROBLEMS).contains(&related.len()) {
            return;
        }
        let case = Case { problems: &related, report, lines: &lines };
        let Some((gone, change)) = best(&case, trials, &mut tried) else { return };
        let kept = gone.iter().min_by_key(|problem| change.distance(problem)).cloned();
        problems.retain(|problem| Some(problem) == kept.as_ref() || !gone.contains(problem));
    }
}

/// Returns the change that mends most, and what it mends.
fn best(case: &Case<'_>, trials: &mut Trials<'_>, tried: &mut HashSet<Change>) -> Option<(Vec<Problem>, Change)> {
    let mut best: Option<(Vec<Problem>, Change)> = None;
    let (text, before) = (trials.text, layout::misfits(trials.text));
    let fits = |change: &Change| change.fits(text, before);
    let all = KINDS.iter().flat_map(|(kind, most)| kind(case).into_iter().filter(fits).take(*most));
    for change in all {
        if !tried.insert(change.clone()) {
            continue;
        }
        let gone = mended(case, trials, &change);
        let is_better = gone.len() > best.as_ref().map_or(1, |(most, _)| most.len());
        // Of two problems in what is taken away, one may be another mistake.
        if is_better && gone.iter().filter(|problem| change.takes_away(problem)).count() < 2 {
            best = Some((gone, change));
        }
        if best.as_ref().is_some_and(|(gone, _)| gone.len() == case.problems.len()) || !trials.are_left() {
            break;
        }
    }
    best
}

/// Returns the problems that a change mends; none, if others come to light.
fn mended(case: &Case<'_>, trials: &mut Trials<'_>, change: &Change) -> Vec<Problem> {
    let Some((text, before)) = change.apply(trials.text) else { return Vec::new() };
    let gone = trials.gone_in(&text, &before, case.report.problems());
    case.problems.iter().filter(|problem| gone.iter().any(|gone| is_same(gone, problem))).cloned().collect()
}
