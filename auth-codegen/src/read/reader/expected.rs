//! The problems that a reading may have: of a change on trial, those that were there before, and fewer of them.

use std::collections::HashSet;

use auth_language::problem::{Code, Problems};

use crate::text::{Problem, Spot, is_shown};

/// The problems that were there before a change on trial.
#[derive(Debug)]
pub(crate) struct Expected(HashSet<(Code, String)>);

impl Expected {
    pub(crate) fn of(problems: &[Problem]) -> Self {
        Self(problems.iter().map(|problem| (problem.code, problem.message.clone())).collect())
    }

    /// Whether the text was YAML.
    pub(super) fn are_of_yaml(&self) -> bool {
        !self.0.iter().any(|(code, _)| [Code::YAML, Code::TOO_MANY_VALUES].contains(code))
    }

    /// Whether every problem that a report would show is expected. A problem that is found later hides none of them.
    pub(super) fn covers(&self, found: &Problems<Spot>) -> bool {
        let shown = found.found().iter().zip(is_shown(found.found())).filter(|(_, is_shown)| *is_shown);
        shown.into_iter().all(|(problem, _)| self.0.contains(&(problem.code, problem.message.clone())))
    }
}
