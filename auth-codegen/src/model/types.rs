//! Types of values.

/// A set of named values: scopes, or an enumeration.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The Rust enum.
    pub ident: String,
    /// What the set is for.
    pub doc: String,
    /// Whether these are the provider's scopes (RFC 6749 §3.3).
    pub is_scopes: bool,
    /// Whether the provider adds values, so that an unknown one in an example is no mistake.
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
    /// In which directions it travels, hence which derives it needs.
    pub uses: Uses,
}

/// In which directions a [`Record`] travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// In the body of a request.
    pub request: bool,
    /// In the body of a successful response.
    pub response: bool,
    /// As the body of an error.
    pub error: bool,
}

/// A member of a record, or a parameter of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The Rust field, `r#` included where it is needed.
    pub ident: String,
    /// The name on the wire.
    pub wire: String,
    /// What it means.
    pub doc: Option<String>,
    /// The type of its value.
    pub ty: Type,
    /// Whether it may be absent.
    pub optional: bool,
    /// Where to look for it in a response, first match first. Empty: at its own name.
    pub at: Vec<String>,
    /// What joins the items of a list into one text. `None`: a JSON list, or a repeated parameter.
    pub separator: Option<String>,
    /// What an absent value means.
    pub default: Option<String>,
    /// The least number of items in a list.
    pub at_least: Option<u32>,
    /// What the member of an error body stands for.
    pub means: Option<Meaning>,
}

/// What a member of an error body stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The provider's stable error code.
    Code,
    /// The text for people.
    Message,
}

/// The type of a value. The names of records and choices are their Rust names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Text that must not be shown.
    Secret,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A number of seconds.
    Seconds,
    /// A length of time as text, such as `30d`.
    Duration,
    /// RFC 3339.
    Timestamp,
    /// RFC 9562.
    Uuid,
    /// An absolute URL.
    Url,
    /// Any JSON, kept byte for byte.
    Json,
    /// A [`Choice`] of this provider.
    Choice(String),
    /// A [`Record`] of this provider.
    Record(String),
    /// Several of one type.
    List(Box<Type>),
}
