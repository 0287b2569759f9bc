//! The places of a reply from which a field is read.

pub mod cookie;

use std::fmt;

use super::literal::Scalar;
use super::path::MemberPath;
use crate::header;
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// A place of a reply from which a field is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the body, at this path.
    Body(MemberPath),
    /// In one item of a list.
    Item(Item),
    /// In a header.
    Header(String),
    /// In a cookie that the reply sets (RFC 6265).
    Cookie(String),
    /// In a parameter of `WWW-Authenticate` (RFC 9110 §11.6.1).
    Challenge(String),
}

/// One field of the first list item whose other fields have given values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The path of the list.
    pub list: MemberPath,
    /// The other fields, with the values that they must have. If empty, the first item is used.
    pub wanted: Vec<(MemberPath, Scalar)>,
    /// The path of the value within the item.
    pub field: MemberPath,
}

impl Origin {
    /// Returns the path if the place is a path in the body.
    #[must_use]
    pub fn as_path(&self) -> Option<&MemberPath> {
        match self {
            Self::Body(path) => Some(path),
            Self::Item(_) | Self::Header(_) | Self::Cookie(_) | Self::Challenge(_) => None,
        }
    }

    /// Whether the place is in the head of the reply, where every value is a text.
    #[must_use]
    pub fn is_head(&self) -> bool {
        match self {
            Self::Body(_) | Self::Item(_) => false,
            Self::Header(_) | Self::Cookie(_) | Self::Challenge(_) => true,
        }
    }

    /// Whether the place can exist in a body that is not a JSON object: the whole body, or an item of it.
    #[must_use]
    pub fn is_in_any(&self) -> bool {
        let starts_in_list = |path: &MemberPath| {
            path.segments().first().is_none_or(|first| first.bytes().all(|byte| byte.is_ascii_digit()))
        };
        match self {
            Self::Body(path) => starts_in_list(path),
            Self::Item(item) => starts_in_list(&item.list),
            Self::Header(_) | Self::Cookie(_) | Self::Challenge(_) => true,
        }
    }
}

/// Formats the place for a message.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(path) => path.fmt(f),
            Self::Item(Item { list, field, .. }) => write!(f, "{list}[].{field}"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Cookie(name) => write!(f, "cookie {name}"),
            Self::Challenge(name) => write!(f, "challenge {name}"),
        }
    }
}

/// Checks the name of a reply header. `Set-Cookie` and `WWW-Authenticate` are rejected, because their cookies and
/// parameters are read by name.
///
/// # Errors
/// Reports a problem if the name is malformed, or is one of these two.
pub fn check_header<P: Copy>(name: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Origin, Broken> {
    header::check_name(name, problems)?;
    let other = [
        ("set-cookie", "cookie", "the name of the cookie"),
        ("www-authenticate", "challenge", "the name of a parameter"),
    ];
    match other.into_iter().find(|(known, ..)| name.value.eq_ignore_ascii_case(known)) {
        None => Ok(Origin::Header(name.value.clone())),
        Some((_, key, what)) => {
            let message = format!("`{}` holds several values", name.value);
            Err(problems.report(Code::MEMBER_PATH, name.at, message, format!("say which one by `{key}`: {what}")))
        }
    }
}

/// Checks the name of a cookie that a reply sets.
///
/// # Errors
/// Reports a problem if the name is malformed.
pub fn check_cookie<P: Copy>(name: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Origin, Broken> {
    cookie::check_cookie(name, Code::MEMBER_PATH, problems).map(|()| Origin::Cookie(name.value.clone()))
}

/// Checks the name of a challenge parameter, which is a token (RFC 9110 §11.2).
///
/// # Errors
/// Reports a problem if the name is malformed.
pub fn check_challenge<P: Copy>(name: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Origin, Broken> {
    if header::is_name(&name.value) {
        return Ok(Origin::Challenge(name.value.clone()));
    }
    let message = format!("`{}` is not the name of a parameter", name.value);
    Err(problems.report(Code::MEMBER_PATH, name.at, message, "write the name alone, without spaces and without `=`"))
}
