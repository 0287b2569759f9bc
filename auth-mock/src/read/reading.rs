//! The result of reading a request.

use std::collections::BTreeMap;

use auth_codegen::conformance::Mismatch;
use auth_codegen::model::{Field, Place};
use auth_language::value::join_path;
use serde_json::Value as Json;

use crate::read::refusal::Refusal;

/// A request as read for one endpoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// The values of the fields, by their Rust names, in canonical form.
    pub(crate) values: BTreeMap<String, Json>,
    /// Why the body or the user name and password could not be read.
    pub(crate) unread: Option<Refusal>,
    /// The names of constants and templates that are missing or have a wrong value.
    pub(crate) constants: Vec<String>,
    /// Whether the user name or the password of HTTP Basic is unknown.
    pub(crate) is_unknown: bool,
    /// All other mistakes.
    pub(crate) problems: Vec<String>,
}

impl Reading {
    /// Returns how much the request differs from the endpoint's spec. Endpoints at one path are distinguished by
    /// encoding and constants first.
    pub(crate) fn distance(&self) -> (bool, usize, bool, usize) {
        (self.unread.is_some(), self.constants.len(), self.is_unknown, self.problems.len())
    }

    /// Returns the text of a field, if it is present and a text.
    pub(crate) fn text(&self, field: &Field) -> Option<&str> {
        self.values.get(&field.ident.value).and_then(Json::as_str)
    }
}

/// A mistake in a place of a request.
pub(crate) enum Mistake {
    /// There is no field of this name.
    Name(String),
    /// What is wrong with a field.
    Value(String),
}

impl Mistake {
    pub(crate) fn of(mismatch: &Mismatch) -> Self {
        if mismatch.is_name && mismatch.path.len() == 1 {
            Self::Name(join_path(&mismatch.path))
        } else {
            Self::Value(describe(mismatch))
        }
    }

    pub(crate) fn shown(&self, place: Place) -> String {
        let text = match self {
            Self::Name(name) => format!("there is no {} `{name}`", place.noun()),
            Self::Value(text) if matches!(place, Place::Basic | Place::Body) => text.clone(),
            Self::Value(text) => format!("the {} {text}", place.noun()),
        };
        if place == Place::Basic { format!("in `authorization`: {text}") } else { text }
    }
}

/// Formats a mismatch: its message, preceded by the path if the message does not contain it.
fn describe(mismatch: &Mismatch) -> String {
    let path = format!("`{}`", join_path(&mismatch.path));
    if mismatch.path.is_empty() || mismatch.message.contains(&path) {
        mismatch.message.clone()
    } else {
        format!("{path}: {}", mismatch.message)
    }
}
