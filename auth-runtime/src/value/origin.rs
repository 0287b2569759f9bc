//! The places of a reply from which a field is read.

use std::fmt;

use crate::value::Literal;

/// A place of a reply from which a field is read, with [`Object::at`](crate::value::Object::at).
///
/// ```
/// use auth_runtime::value::{JsonRef, Literal, Object, Origin};
///
/// let body = br#"{"accounts": [{"id": "a_1"}, {"id": "a_2", "is_default": true}]}"#;
/// let object = Object::of(JsonRef::parse(body)?)?;
/// let default = Origin::Item { list: "accounts", wanted: &[("is_default", Literal::Boolean(true))], field: "id" };
/// assert_eq!(object.at::<String>(&default)?, "a_2");
/// # Ok::<(), auth_runtime::value::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Origin<'o> {
    /// In the body, at this path; see [`Object`](crate::value::Object).
    Body(&'o str),
    /// In the first item of a list whose members have these values.
    Item {
        /// The path of the list; `.` if the body is the list.
        list: &'o str,
        /// Paths within the item, with the values that are required there.
        wanted: &'o [(&'o str, Literal)],
        /// The path of the value in the item.
        field: &'o str,
    },
    /// In a header.
    Header(&'o str),
    /// In a cookie that the reply sets (RFC 6265).
    Cookie(&'o str),
    /// In a parameter of `WWW-Authenticate` (RFC 9110 §11.6.1).
    Challenge(&'o str),
}

/// Formats the place for errors.
impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(path) => f.write_str(path),
            Self::Item { list: ".", field, .. } => write!(f, "[].{field}"),
            Self::Item { list, field, .. } => write!(f, "{list}[].{field}"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Cookie(name) => write!(f, "cookie {name}"),
            Self::Challenge(name) => write!(f, "challenge {name}"),
        }
    }
}
