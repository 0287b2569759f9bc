//! A report that is reread.

use super::change::Change;
use super::place::Lines;
use crate::cause::trial::{Trials, Word, is_same};
use crate::text::{Problem, Report};

/// How many changes of one kind are tried.
pub(super) const MOST: usize = 12;

/// What a change explains, and the change.
pub(super) type Found = (Vec<Problem>, Change);

/// What is reread: problems that have something in common, and the text.
pub(super) struct Case<'r> {
    pub(super) problems: &'r [Problem],
    pub(super) report: &'r Report,
    pub(super) lines: &'r Lines<'r>,
}

impl Case<'_> {
    /// Returns the problems that a change mends; none, if others come to light than those of a word that it puts somewhere.
    pub(super) fn mended(&self, trials: &mut Trials<'_>, change: &Change, word: Option<&str>) -> Vec<Problem> {
        let Some((text, before)) = change.apply(trials.text) else { return Vec::new() };
        let word = word.map(|text| Word { text, at: change.at });
        let gone = trials.gone_in(&text, &before, self.report.problems(), word.as_ref());
        let is_gone = |problem: &&Problem| gone.iter().any(|gone| is_same(gone, problem));
        self.problems.iter().filter(is_gone).cloned().collect()
    }
}
