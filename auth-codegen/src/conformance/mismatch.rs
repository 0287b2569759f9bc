//! Differences between a value and its type.

use auth_language::problem::Help;
use auth_language::suggest;

use crate::text::Spot;

/// A place at which a value does not match its type, and how it differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The names of members and indices of items that lead to the place.
    pub path: Vec<String>,
    /// Whether the last member's name is wrong instead of its value.
    pub is_name: bool,
    /// Whether a member is missing at the place.
    pub is_missing: bool,
    /// The property of the field that is wrong, if it is not the value.
    pub cause: Option<Spot>,
    /// What is wrong at the place.
    pub message: String,
    /// What the author can do about it.
    pub help: Advice,
}

/// Advice on how to solve a [`Mismatch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Advice for people.
    Prose(String),
    /// Advice with a replacement for the wrong name or value.
    Replace {
        /// The replacement.
        text: String,
        /// The advice for people.
        advice: String,
    },
}

impl Advice {
    /// Returns the advice for people.
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
        let help = Advice::Prose(help.into());
        Self { path: Vec::new(), is_name: false, is_missing: false, cause: None, message: message.into(), help }
    }

    /// Returns a mismatch at a member.
    pub(crate) fn of(member: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(message, help).under(member)
    }

    pub(super) fn under(mut self, segment: &str) -> Self {
        self.path.insert(0, segment.to_owned());
        self
    }

    /// Returns a mismatch at a path below the place.
    pub(super) fn along(self, path: &[String]) -> Self {
        path.iter().rev().fold(self, |mismatch, segment| mismatch.under(segment))
    }
}
