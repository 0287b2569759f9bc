//! The places of a request in which a part can be sent. All facts about a place are in tables here, so that a new place
//! starts with a row in each.

use crate::key::{attach, endpoint};

/// The place of a request in which a part is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In the path, in place of the placeholder `{name}`.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie (RFC 6265). All cookies are sent in one header.
    Cookie,
    /// In the header `Authorization: Basic` (RFC 7617), as `username` or `password`.
    Basic,
    /// In the body.
    Body,
}

/// The name of the user-name part in [`Place::Basic`].
pub const USERNAME: &str = "username";
/// The name of the password part in [`Place::Basic`].
pub const PASSWORD: &str = "password";

impl Place {
    /// The places that are keys of an endpoint. The body has one key per encoding instead, and `basic` has two parts.
    pub const KEYED: [(Self, &'static str); 4] = [
        (Self::Path, endpoint::PATH),
        (Self::Query, endpoint::QUERY),
        (Self::Header, endpoint::HEADERS),
        (Self::Cookie, endpoint::COOKIES),
    ];

    /// The places that are keys of an attachment. The body has one key per encoding instead, and `basic` has two parts.
    pub const ATTACHMENT_KEYS: [(Self, &'static str); 4] = [
        (Self::Header, attach::HEADERS),
        (Self::Query, attach::QUERY),
        (Self::Path, attach::PATH),
        (Self::Cookie, attach::COOKIES),
    ];

    /// All places, in the order in which a reader of a request meets them.
    pub const ALL: [Self; 6] = [Self::Path, Self::Query, Self::Header, Self::Cookie, Self::Basic, Self::Body];

    /// The places that an attribute of a derive can name. A field without such an attribute is sent in the path if the
    /// path has a placeholder of its name, else in the body.
    pub const NAMED: [Self; 4] = [Self::Query, Self::Header, Self::Cookie, Self::Body];

    /// The places to which a credential can add parts.
    pub const ATTACHED: [Self; 5] = [Self::Path, Self::Query, Self::Header, Self::Cookie, Self::Body];

    /// Returns the place as used in messages: `the query`.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Path => "the path",
            Self::Query => "the query",
            Self::Header => "a header",
            Self::Cookie => "a cookie",
            Self::Basic => "`basic`",
            Self::Body => "the body",
        }
    }

    /// Returns what a part in the place is called in messages: `query parameter`.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Basic | Self::Body => "field",
        }
    }

    /// Returns the word of a derive's attribute.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Basic => "basic",
            Self::Body => "body",
        }
    }

    /// Whether the place is in the URL, where values are percent-encoded.
    #[must_use]
    pub fn is_in_url(self) -> bool {
        matches!(self, Self::Path | Self::Query)
    }

    /// Whether the place is a header of its own. All cookies share one.
    #[must_use]
    pub fn is_header(self) -> bool {
        matches!(self, Self::Header | Self::Basic)
    }

    /// Returns a name as it is sent. Header names are case-insensitive (RFC 9110 §5.1) and are lower case in HTTP/2.
    #[must_use]
    pub fn canonical(self, name: &str) -> String {
        match self {
            Self::Header => name.to_ascii_lowercase(),
            Self::Path | Self::Query | Self::Cookie | Self::Basic | Self::Body => name.to_owned(),
        }
    }
}
