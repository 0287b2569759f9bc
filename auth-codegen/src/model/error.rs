//! Errors.

use auth_language::error::Is;
use auth_language::id::RecordId;
use auth_language::word::{Class, ReplyEncoding};
use serde_json::Value as Json;

use super::value::Field;

/// The errors of an endpoint, as one Rust enum.
#[derive(Clone, Debug)]
pub struct ErrorSet {
    /// The Rust enum.
    pub ident: String,
    /// What it is for.
    pub doc: String,
    /// What a status that no case names has as its body.
    pub other: ErrorBody,
    /// The cases; the first that fits decides.
    pub cases: Vec<ErrorCase>,
}

/// A named error.
#[derive(Clone, Debug)]
pub struct ErrorCase {
    /// The variant.
    pub ident: String,
    /// What it means.
    pub doc: String,
    /// The HTTP statuses, at least one. A status of success is an error if the conditions hold.
    pub statuses: Vec<u16>,
    /// What members of the body must be.
    pub when: Vec<Condition>,
    /// What the body holds.
    pub body: ErrorBody,
    /// What a caller can do about it, where the status does not say so already.
    pub class: Option<Class>,
    /// The field of the body that says how long to wait.
    pub retry_after: Option<Field>,
    /// A body that leads to this case.
    pub example: Option<Json>,
    /// The same as it is sent, where it is not JSON.
    pub text: Option<String>,
    /// How the example is encoded.
    pub encoding: ReplyEncoding,
}

impl ErrorCase {
    /// Whether a reply with this status may be the case.
    #[must_use]
    pub fn has(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }

    /// The body of the example as it is sent; empty if there is none.
    #[must_use]
    pub fn example_body(&self) -> String {
        let json = || self.example.as_ref().map(Json::to_string).unwrap_or_default();
        self.text.clone().unwrap_or_else(json)
    }

    /// The status of an example of it: the first.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.statuses.first().copied().unwrap_or(400)
    }
}

/// A member of a body and what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The field of the body.
    pub field: Field,
    /// What it must be.
    pub is: Is,
}

/// What the body of an error holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorBody {
    /// Nothing that is documented.
    Unknown,
    /// Problem details (RFC 9457).
    ProblemDetails,
    /// A record of this provider.
    Record(RecordId),
}
