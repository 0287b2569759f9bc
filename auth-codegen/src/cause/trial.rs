//! Makes changes on trial.

use crate::read::Expected;
use crate::text::{Edit, Problem};

/// How many changes are tried: each is another reading.
const MOST: usize = 4;
/// How many repairs are tried, and how much text is read for them.
const MOST_REPAIRS: usize = 96;
/// How many values are taken for unclear.
const MOST_UNCLEAR: usize = 48;
const MOST_TEXT: usize = 1 << 20;

/// Returns all problems of a text, or `None` if one of them is not expected.
pub(super) type Check<'c> = dyn Fn(&str, Option<Expected>) -> Option<Vec<Problem>> + 'c;

/// A text in which changes are tried.
pub(super) struct Trials<'t> {
    pub(super) text: &'t str,
    check: &'t Check<'t>,
    left: usize,
    repairs: usize,
}

impl<'t> Trials<'t> {
    pub(super) fn new(text: &'t str, check: &'t Check<'t>) -> Self {
        Self { text, check, left: MOST, repairs: affordable(MOST_REPAIRS, text) }
    }

    /// Returns the problems that are gone after a change; none, if there are others then.
    pub(super) fn mended(&mut self, problems: &[Problem], edit: &Edit) -> Vec<Problem> {
        let (gone, new) = self.compared(problems, edit, Some(Expected::of(problems)));
        if new.is_empty() { gone } else { Vec::new() }
    }

    /// Returns the problems that are gone after a change, and those that come to light.
    pub(super) fn changed(&mut self, problems: &[Problem], edit: &Edit) -> (Vec<Problem>, Vec<Problem>) {
        self.compared(problems, edit, None)
    }

    fn compared(
        &mut self,
        problems: &[Problem],
        edit: &Edit,
        expected: Option<Expected>,
    ) -> (Vec<Problem>, Vec<Problem>) {
        let Some(left) = self.left.checked_sub(1) else { return (Vec::new(), Vec::new()) };
        self.left = left;
        let left = (self.check)(&edit.apply(self.text), expected);
        left.map(|left| compare(problems, left)).unwrap_or_default()
    }

    /// Whether more repairs may be tried.
    pub(super) fn are_left(&self) -> bool {
        self.repairs > 0
    }

    /// Allows for trials of another kind.
    pub(super) fn refill(&mut self) {
        self.repairs = affordable(MOST_UNCLEAR, self.text);
    }

    /// Returns which of all problems are gone in another text; none, if there are others then, but for those of a word that
    /// was put there. `before` are the numbers that its lines have in this one.
    pub(super) fn gone_in(
        &mut self,
        text: &str,
        before: &[usize],
        all: &[Problem],
        word: Option<&Word<'_>>,
    ) -> Vec<Problem> {
        let Some(left) = self.repairs.checked_sub(1) else { return Vec::new() };
        self.repairs = left;
        let expected = word.map_or_else(|| Expected::of(all), |word| Expected::of(all).with(word.text));
        let Some(left) = (self.check)(text, Some(expected)) else { return Vec::new() };
        let line_before = |line: usize| before.get(line - 1).copied().unwrap_or(line);
        let left = left.into_iter().map(|left| Problem { line: line_before(left.line), ..left });
        let (gone, mut new) = compare(all, left);
        new.retain(|problem| !word.is_some_and(|word| word.is_pointed_at(problem)));
        if new.is_empty() { gone } else { Vec::new() }
    }
}

/// A word that is put somewhere on trial. That it is not known there says nothing.
pub(super) struct Word<'w> {
    pub(super) text: &'w str,
    /// The line and the column.
    pub(super) at: (usize, usize),
}

impl Word<'_> {
    /// Whether a problem points at the word, which may be in braces and quotes.
    fn is_pointed_at(&self, problem: &Problem) -> bool {
        let (line, column) = self.at;
        let last = column + self.text.chars().count() + "\"{".len();
        problem.line == line && (column..=last).contains(&problem.column)
    }
}

/// Returns how many trials of a text there are at most.
fn affordable(most: usize, text: &str) -> usize {
    most.min(MOST_TEXT / text.len().max(1))
}

/// Returns which problems are not left, and which of those that are left are new.
fn compare(before: &[Problem], left: impl IntoIterator<Item = Problem>) -> (Vec<Problem>, Vec<Problem>) {
    let (mut gone, mut new) = (before.to_vec(), Vec::new());
    for left in left {
        match gone.iter().position(|problem| is_same(problem, &left)) {
            Some(at) => drop(gone.remove(at)),
            None => new.push(left),
        }
    }
    (gone, new)
}

/// Columns may have moved.
pub(super) fn is_same(one: &Problem, other: &Problem) -> bool {
    (one.line, one.code, &one.message) == (other.line, other.code, &other.message)
}
