//! The problems that a reading may have: of a change on trial, those that were there before, and fewer of them.

use std::collections::HashSet;

use auth_language::problem::{Code, Problems};

use crate::text::{Problem, Spot, is_shown};

/// The problems that were there before a change on trial.
#[derive(Debug)]
pub(crate) struct Expected {
    known: HashSet<(Code, String)>,
    /// What a problem may be of: a word of the change.
    word: Option<String>,
}

impl Expected {
    pub(crate) fn of(problems: &[Problem]) -> Self {
        let known = problems.iter().map(|problem| (problem.code, problem.message.clone())).collect();
        Self { known, word: None }
    }

    /// Expects problems that name a word, too.
    pub(crate) fn with(self, word: &str) -> Self {
        Self { word: Some(word.to_owned()), ..self }
    }

    /// Whether the text was YAML.
    pub(super) fn are_of_yaml(&self) -> bool {
        !self.known.iter().any(|(code, _)| [Code::YAML, Code::TOO_MANY_VALUES].contains(code))
    }

    /// Whether every problem that a report would show is expected. A problem that is found later hides none of them.
    pub(super) fn covers(&self, found: &Problems<Spot>) -> bool {
        let shown = found.found().iter().zip(is_shown(found.found())).filter(|(_, is_shown)| *is_shown);
        shown.into_iter().all(|(problem, _)| {
            self.known.contains(&(problem.code, problem.message.clone()))
                || self.word.as_ref().is_some_and(|word| problem.message.contains(word))
        })
    }
}
