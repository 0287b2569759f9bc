//! The result of reading a request.

use std::collections::BTreeMap;

use auth_codegen::model::Field;
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
