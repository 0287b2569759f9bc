//! Leaves out of a report what would not be there but for another problem in it: each change that the report proposes is
//! made on trial, and what is gone with it was a consequence. Where no change is known, what the problems say decides. At last,
//! what one small change would mend is one mistake.

mod consequence;
mod declaration;
mod entries;
mod near;
mod place;
mod relate;
mod repair;
mod repeated;
mod said;
mod shown;
mod trial;

use self::trial::{Check, Trials};
use crate::text::{Problem, Report};

/// The longest report for which this is tried, and the longest text.
const MOST: usize = 24;
const LONGEST: usize = 1 << 16;

/// Returns the report without consequences.
pub(crate) fn only(report: Report, text: &str, check: &Check<'_>) -> Report {
    let mut problems = report.problems().to_vec();
    if problems.len() <= MOST && text.len() <= LONGEST {
        let mut trials = Trials::new(text, check);
        declaration::explain(&mut problems, &mut trials);
        drop_consequences(&mut problems, &mut trials);
        consequence::drop_explained(&mut problems, text);
        repeated::join(&mut problems, text);
        repair::join(&mut problems, &report, &mut trials);
        shown::fold(&mut problems, text);
        near::fold(&mut problems, text);
        for problem in &mut problems {
            place::point_at_key(problem, text);
        }
    }
    report.with(problems)
}

fn drop_consequences(problems: &mut Vec<Problem>, trials: &mut Trials<'_>) {
    let mut next = 0;
    while let Some(problem) = problems.get(next).cloned().filter(|_| problems.len() > 1) {
        let mended = problem.edit.as_ref().map(|edit| trials.mended(problems, edit)).unwrap_or_default();
        if mended.contains(&problem) {
            problems.retain(|other| *other == problem || !mended.contains(other));
        }
        next = problems.iter().position(|other| *other == problem).unwrap_or(next) + 1;
    }
}
