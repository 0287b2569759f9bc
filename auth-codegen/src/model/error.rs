//! The model of errors.

use auth_language::error::Is;
use auth_language::id::RecordId;
use auth_language::word::{Class, ReplyEncoding};
use serde_json::Value as Json;

use super::value::Field;

/// An error set: a Rust enum with the errors of one or more endpoints.
#[derive(Clone, Debug)]
pub struct ErrorSet {
    /// The name of the Rust enum.
    pub ident: String,
    /// The documentation of the enum.
    pub doc: String,
    /// The body of a reply that matches no case.
    pub other: ErrorBody,
    /// The cases. The first one that matches is used.
    pub cases: Vec<ErrorCase>,
}

/// A documented error: a variant of the enum.
#[derive(Clone, Debug)]
pub struct ErrorCase {
    /// The name of the variant.
    pub ident: String,
    /// The meaning of the error.
    pub doc: String,
    /// The HTTP statuses, at least one. A 2xx reply is an error only if the conditions hold.
    pub statuses: Vec<u16>,
    /// Conditions on the body.
    pub when: Vec<Condition>,
    /// The type of the body.
    pub body: ErrorBody,
    /// What a caller can do about the error, if the status does not already say it.
    pub class: Option<Class>,
    /// The field of the body that states how long to wait.
    pub retry_after: Option<Field>,
    /// An example of a body that matches this case.
    pub example: Option<Json>,
    /// The example's body as it is sent, if it is not JSON.
    pub text: Option<String>,
    /// The encoding of the example.
    pub encoding: ReplyEncoding,
}

impl ErrorCase {
    /// Whether a reply with this status can be this case.
    #[must_use]
    pub fn has(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }

    /// Returns the body of the example as it is sent; empty if there is none.
    #[must_use]
    pub fn example_body(&self) -> String {
        let json = || self.example.as_ref().map(Json::to_string).unwrap_or_default();
        self.text.clone().unwrap_or_else(json)
    }

    /// Returns the status of its example, which is the first status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.statuses.first().copied().unwrap_or(400)
    }
}

/// A condition on one field of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The field of the body.
    pub field: Field,
    /// The values that satisfy the condition.
    pub is: Is,
}

/// The type of an error body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorBody {
    /// An undocumented body.
    Unknown,
    /// Problem details (RFC 9457).
    ProblemDetails,
    /// A record of this provider.
    Record(RecordId),
}
