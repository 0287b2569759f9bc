//! Relates problems to one that stays: they may be due to the same mistake.

use crate::text::Problem;

/// Relates to a problem those for which this is true.
pub(super) fn relate(problems: &mut Vec<Problem>, kept: &Problem, is_related: impl Fn(&Problem) -> bool) {
    let (related, left): (Vec<_>, Vec<_>) =
        problems.drain(..).partition(|problem| problem != kept && is_related(problem));
    *problems = left;
    if let Some(kept) = problems.iter_mut().find(|problem| *problem == kept) {
        for problem in related {
            kept.relate(problem);
        }
    }
}
