//! Where a value disagrees with its type.

use auth_language::problem::Help;
use auth_language::suggest;

/// Where a value disagrees with its type, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The members and indices that lead to the place.
    pub path: Vec<String>,
    /// Whether the last member's name is wrong, and not its value.
    pub is_name: bool,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: Advice,
}

/// What to do about a [`Mismatch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Advice for people.
    Prose(String),
    /// Something else in its place.
    Replace {
        /// What replaces it.
        text: String,
        /// The advice for people.
        advice: String,
    },
}

impl Advice {
    /// The advice for people.
    #[must_use]
    pub fn advice(&self) -> &str {
        match self {
            Self::Prose(advice) | Self::Replace { advice, .. } => advice,
        }
    }

    pub(super) fn word(found: &str, known: &[&str], all: &str) -> Self {
        match suggest::help(found, (), known, all) {
            Help::Prose(advice) => Self::Prose(advice),
            Help::Edit { text, advice, .. } => Self::Replace { text, advice },
        }
    }
}

impl Mismatch {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path: Vec::new(), is_name: false, message: message.into(), help: Advice::Prose(help.into()) }
    }

    pub(super) fn under(mut self, segment: &str) -> Self {
        self.path.insert(0, segment.to_owned());
        self
    }
}
