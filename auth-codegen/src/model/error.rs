//! Refusals.

use serde_json::Value as Json;

use crate::model::Field;

/// The refusals of an endpoint, as one Rust enum.
#[derive(Clone, Debug)]
pub struct ErrorSet {
    /// The Rust enum.
    pub ident: String,
    /// What it is for.
    pub doc: String,
    /// What a status that no case names carries.
    pub other: ErrorBody,
    /// The cases; the first that matches decides.
    pub cases: Vec<ErrorCase>,
}

/// A named refusal.
#[derive(Clone, Debug)]
pub struct ErrorCase {
    /// The variant.
    pub ident: String,
    /// What it means.
    pub doc: String,
    /// The HTTP status.
    pub status: u16,
    /// Members of the body, by Rust field and wire path, that must have these values.
    pub when: Vec<Condition>,
    /// What the body holds.
    pub body: ErrorBody,
    /// What a caller can do about it, where the status does not say so already.
    pub class: Option<Class>,
    /// A body that leads to this case.
    pub example: Option<Json>,
}

/// A member of an error body and the value it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The field of the body.
    pub field: Field,
    /// Its value.
    pub value: String,
}

/// What the body of an error holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorBody {
    /// Nothing that is documented.
    Unknown,
    /// Problem details (RFC 9457).
    ProblemDetails,
    /// A [`Record`](crate::model::Record) of this provider.
    Record(String),
}

/// What a caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Get a new credential.
    Reauthenticate,
    /// Try again.
    Retry,
    /// Try again later, as `Retry-After` says.
    RateLimited,
    /// Mend the call or the settings.
    Configuration,
    /// Ask somebody for the permission.
    Denied,
}
