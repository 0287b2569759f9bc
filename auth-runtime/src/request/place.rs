//! The place of a request in which a part is sent.

/// The place of a request in which a part is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// In the path, in place of the placeholder `{name}`.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// As a cookie (RFC 6265). All cookies of a request are sent in one header.
    Cookie,
    /// As a member of the body.
    Body,
    /// In `Authorization: Basic …` (RFC 7617), as `username` or `password`.
    Basic,
}

/// How user name and password are encoded for `Authorization: Basic …`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BasicEncoding {
    /// Unchanged (RFC 7617 §2).
    #[default]
    Plain,
    /// Form-urlencoded, as OAuth requires of clients (RFC 6749 §2.3.1).
    Form,
}
