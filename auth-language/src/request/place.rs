//! Where a part is sent. Whatever the floors must know of a place is in a table here, so that a new place begins with its rows.

use crate::key::endpoint;

/// Where a part is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In the path, for a `{name}`.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In `Authorization: Basic` (RFC 7617), as `username` or `password`.
    Basic,
    /// In the body.
    Body,
}

/// The names of the parts in [`Place::Basic`].
pub const USERNAME: &str = "username";
/// See [`USERNAME`].
pub const PASSWORD: &str = "password";

impl Place {
    /// The places that are keys of an endpoint. A body has a key for each encoding, and Basic has halves.
    pub const KEYED: [(Self, &'static str); 3] =
        [(Self::Path, endpoint::PATH), (Self::Query, endpoint::QUERY), (Self::Header, endpoint::HEADERS)];

    /// The places that a field of a derive names. One that names none goes into the path if that has its name, else into the body.
    pub const NAMED: [Self; 3] = [Self::Query, Self::Header, Self::Body];

    /// The place, for a message: `the query`.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Path => "the path",
            Self::Query => "the query",
            Self::Header => "a header",
            Self::Basic => "`basic`",
            Self::Body => "the body",
        }
    }

    /// The word of a derive.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Basic => "basic",
            Self::Body => "body",
        }
    }

    /// A name as it is sent. Names of headers are the same in any case (RFC 9110 §5.1), and HTTP/2 has lower case only.
    #[must_use]
    pub fn canonical(self, name: &str) -> String {
        match self {
            Self::Header => name.to_ascii_lowercase(),
            Self::Path | Self::Query | Self::Basic | Self::Body => name.to_owned(),
        }
    }

    /// Whether a credential may add a part there. URLs are logged, and the body is written before.
    #[must_use]
    pub fn takes_credentials(self) -> bool {
        match self {
            Self::Header | Self::Basic => true,
            Self::Path | Self::Query | Self::Body => false,
        }
    }
}
