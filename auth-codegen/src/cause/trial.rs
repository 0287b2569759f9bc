//! Makes changes on trial.

use crate::read::Expected;
use crate::text::{Edit, Problem};

/// How many changes are tried: each is another reading.
const MOST: usize = 4;
/// How many repairs are tried, and how much text is read for them.
const MOST_REPAIRS: usize = 64;
const MOST_TEXT: usize = 1 << 19;

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
        Self { text, check, left: MOST, repairs: MOST_REPAIRS.min(MOST_TEXT / text.len().max(1)) }
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

    /// Returns which of all problems are gone in another text; none, if there are others then. `before` are the numbers
    /// that its lines have in this one.
    pub(super) fn gone_in(&mut self, text: &str, before: &[usize], all: &[Problem]) -> Vec<Problem> {
        let Some(left) = self.repairs.checked_sub(1) else { return Vec::new() };
        self.repairs = left;
        let line_before = |line: usize| before.get(line - 1).copied().unwrap_or(line);
        let Some(left) = (self.check)(text, Some(Expected::of(all))) else { return Vec::new() };
        let left = left.into_iter().map(|left| Problem { line: line_before(left.line), ..left });
        let (gone, new) = compare(all, left);
        if new.is_empty() { gone } else { Vec::new() }
    }
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
