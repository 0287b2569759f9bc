//! A report that is reread.

use super::place::Lines;
use crate::text::{Problem, Report};

/// How many changes of one kind are tried.
pub(super) const MOST: usize = 12;

/// What is reread: the problems that are left, and the text.
pub(super) struct Case<'r> {
    pub(super) problems: &'r [Problem],
    pub(super) report: &'r Report,
    pub(super) lines: &'r Lines<'r>,
}
