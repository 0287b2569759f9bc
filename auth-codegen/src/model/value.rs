//! The model of types.

use auth_language::value;

use crate::text::Spot;

/// A field of a record or a request.
pub type Field = value::Field<Spot>;

/// A member of a record that is always the same when it is sent.
pub type Constant = value::Constant<Spot>;

/// A set of named values: the scopes, or an enumeration.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name of the Rust enum.
    pub ident: String,
    /// The documentation of the set.
    pub doc: String,
    /// Whether these are the provider's scopes (RFC 6749 §3.3).
    pub is_scopes: bool,
    /// Whether the provider may add values, so that an unlisted value in an example is not a mistake.
    pub open: bool,
    /// The known values.
    pub values: Vec<ChoiceValue>,
}

/// One value of a [`Choice`].
#[derive(Clone, Debug)]
pub struct ChoiceValue {
    /// The name of the variant.
    pub ident: String,
    /// The value on the wire.
    pub wire: String,
    /// The meaning of the value.
    pub doc: String,
    /// What to use instead, if the value is deprecated.
    pub deprecated: Option<String>,
}

/// A record (a JSON object type).
#[derive(Clone, Debug)]
pub struct Record {
    /// The name of the Rust struct.
    pub ident: String,
    /// The documentation of the record.
    pub doc: Option<String>,
    /// Its fields, in the order of the spec.
    pub fields: Vec<Field>,
    /// The members that are always the same when it is sent, which come before the fields.
    pub constants: Vec<Constant>,
    /// The directions in which it is sent, which determine its derives.
    pub uses: Uses,
}

/// The directions in which a [`Record`] is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a direction of its own")]
pub struct Uses {
    /// Whether the record is in the body of a request.
    pub request: bool,
    /// Whether the record is in the body of a successful response.
    pub response: bool,
    /// Whether the record is the body of an error.
    pub error: bool,
    /// Whether the record is what a page gives back that a browser visits.
    pub callback: bool,
}
