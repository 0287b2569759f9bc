//! Where a part of a request goes.

/// Where a part of a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// Into the path, for `{name}`.
    Path,
    /// Into the query.
    Query,
    /// A header.
    Header,
    /// A member of the body.
    Body,
    /// A half of `Authorization: Basic …` (RFC 7617): `username` or `password`.
    Basic,
}

/// How the halves of `Authorization: Basic …` are written before they are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BasicEncoding {
    /// As they are (RFC 7617 §2).
    #[default]
    Plain,
    /// Form-urlencoded, as OAuth asks of clients (RFC 6749 §2.3.1).
    Form,
}
