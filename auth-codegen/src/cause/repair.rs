//! Joins problems that one small change of the text mends: they are one mistake, and the one where the change is says so.

mod added;
mod case;
mod change;
mod moved;
mod other;
mod place;
mod related;
mod reworded;
mod swapped;
mod taken;
mod unclear;
mod words;

use std::collections::HashSet;

use self::case::{Case, Found, MOST};
use self::change::{Change, misfits};
use self::place::Lines;
use super::trial::Trials;
use crate::text::{Problem, Report};

/// Finds changes of one kind.
type Kind = fn(&Case<'_>) -> Vec<Change>;

/// The kinds of changes, the likely ones first: what people do wrong, the other way round. Of each, so many are tried.
const KINDS: [(Kind, usize); 27] = [
    (moved::below_nothing, MOST),
    (moved::in_parts, MOST),
    (moved::to_another_entry, MOST),
    (moved::lent, MOST),
    (swapped::lines_of_problems, MOST),
    (swapped::methods, MOST),
    (swapped::auth_of_calls, LACKING),
    (other::methods, MOST),
    (reworded::nearly, MOST),
    (swapped::lines_with_lacking, LACKING),
    (swapped::lines_astray, LACKING),
    (other::unused_types, MOST),
    (reworded::credentials, MOST),
    (reworded::names, MOST),
    (swapped::lines_with_named, MOST),
    (swapped::lines_of_named, LACKING),
    (taken::entries, MOST),
    (other::places, MOST),
    (other::keys, 2 * MOST),
    (added::entries, MOST),
    (reworded::as_advised, MOST),
    (reworded::as_others_say, MOST),
    (reworded::declarations, 2 * MOST),
    (other::types, MOST),
    (other::scalars, MOST),
    (moved::in_or_out, 2 * MOST),
    (swapped::lines_of_entries, 3 * MOST),
];

/// How many lines are tried of an entry that lacks one, or has one of another kind.
const LACKING: usize = 24;
/// How many problems may be one mistake.
const MOST_PROBLEMS: usize = 8;

/// Leaves out what is gone with another problem after a small change that leads to nothing new. Where none is found, says at
/// one problem what else depends on a value.
pub(super) fn join(problems: &mut Vec<Problem>, report: &Report, trials: &mut Trials<'_>) {
    let lines = Lines::of(trials.text);
    let mut tried = HashSet::new();
    while let Some((gone, change)) = in_groups(problems, report, &lines, |case| best(case, trials, &mut tried)) {
        let kept = gone.iter().min_by_key(|problem| change.distance(problem)).cloned();
        problems.retain(|problem| Some(problem) == kept.as_ref() || !gone.contains(problem));
    }
    trials.refill();
    let mut tried = HashSet::new();
    while let Some((of_one, change)) =
        in_groups(problems, report, &lines, |case| unclear::best(case, trials, &mut tried))
    {
        unclear::fold(problems, &of_one, &change);
    }
}

/// Looks for a change in the problems that have something in common.
fn in_groups(
    problems: &[Problem],
    report: &Report,
    lines: &Lines<'_>,
    mut find: impl FnMut(&Case<'_>) -> Option<Found>,
) -> Option<Found> {
    let groups = related::groups(problems, lines);
    let few = groups.iter().filter(|group| group.len() <= MOST_PROBLEMS);
    few.map(|group| Case { problems: group, report, lines }).find_map(|case| find(&case))
}

/// Returns the change that mends most, and what it mends.
fn best(case: &Case<'_>, trials: &mut Trials<'_>, tried: &mut HashSet<Change>) -> Option<Found> {
    let mut best: Option<Found> = None;
    let (text, before) = (trials.text, misfits(trials.text));
    let fits = |change: &Change| change.fits(text, before);
    let all = KINDS.iter().flat_map(|(kind, most)| kind(case).into_iter().filter(fits).take(*most));
    for change in all {
        if !tried.insert(change.clone()) {
            continue;
        }
        let gone = case.mended(trials, &change, None);
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
