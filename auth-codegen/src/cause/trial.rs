//! Makes changes on trial.

use crate::text::{Edit, Problem};

/// How many changes are tried: each is another reading.
const MOST: usize = 4;

/// A text in which changes are tried.
pub(super) struct Trials<'t> {
    pub(super) text: &'t str,
    check: &'t dyn Fn(&str) -> Vec<Problem>,
    left: usize,
}

impl<'t> Trials<'t> {
    pub(super) fn new(text: &'t str, check: &'t dyn Fn(&str) -> Vec<Problem>) -> Self {
        Self { text, check, left: MOST }
    }

    /// Returns the problems that are gone after a change; none, if there are others then.
    pub(super) fn mended(&mut self, problems: &[Problem], edit: &Edit) -> Vec<Problem> {
        let Some(left) = self.left.checked_sub(1) else { return Vec::new() };
        self.left = left;
        let mut gone = problems.to_vec();
        for left in (self.check)(&edit.apply(self.text)) {
            let Some(at) = gone.iter().position(|problem| is_same(problem, &left)) else { return Vec::new() };
            gone.remove(at);
        }
        gone
    }
}

/// Columns may have moved.
fn is_same(one: &Problem, other: &Problem) -> bool {
    (one.line, one.code, &one.message) == (other.line, other.code, &other.message)
}
