//! Types of values.

use auth_language::value;

use crate::text::Spot;

/// A member of a record, or a field of a request.
pub type Field = value::Field<Spot>;

/// A set of named values: scopes, or an enumeration.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The Rust enum.
    pub ident: String,
    /// What the set is for.
    pub doc: String,
    /// Whether these are the provider's scopes (RFC 6749 §3.3).
    pub is_scopes: bool,
    /// Whether the provider adds values, so that an unknown one in an example is not a mistake.
    pub open: bool,
    /// The values that are known.
    pub values: Vec<ChoiceValue>,
}

/// One value of a [`Choice`].
#[derive(Clone, Debug)]
pub struct ChoiceValue {
    /// The variant.
    pub ident: String,
    /// The value on the wire.
    pub wire: String,
    /// What it means.
    pub doc: String,
    /// What to use instead, if it should not be used any more.
    pub deprecated: Option<String>,
}

/// A type of object.
#[derive(Clone, Debug)]
pub struct Record {
    /// The Rust struct.
    pub ident: String,
    /// What it holds.
    pub doc: String,
    /// Its members, in the order of the spec.
    pub fields: Vec<Field>,
    /// In which directions it is sent, hence which derives it needs.
    pub uses: Uses,
}

/// In which directions a [`Record`] is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// In the body of a request.
    pub request: bool,
    /// In the body of a successful response.
    pub response: bool,
    /// As the body of an error.
    pub error: bool,
}
