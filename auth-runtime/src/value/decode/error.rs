//! The error of decoding a body.

use std::borrow::Cow;
use std::fmt;

use serde_json::error::Category;

/// Why a body does not match the provider's documentation: where, and what was expected. It never contains what was
/// found, which may be a secret.
///
/// ```
/// use auth_runtime::{Decode, Seconds};
/// use auth_runtime::value::JsonRef;
///
/// let error = Seconds::decode(JsonRef::parse(b"true")?).err().map(|error| error.to_string());
/// assert_eq!(error.as_deref(), Some("expected a number of seconds"));
/// # Ok::<(), auth_runtime::value::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Expected(Cow<'static, str>),
    Missing,
    Twice,
    Empty,
    NotUtf8,
    ByteOrderMark,
    TooDeep,
    Encoded,
    NotJson { truncated: bool, line: usize, column: usize },
}

impl DecodeError {
    /// Makes the error of a value that has another type or form than `what`, such as `a number of seconds`. Describe
    /// the type, and never include the value.
    #[must_use]
    pub fn expected(what: impl Into<Cow<'static, str>>) -> Self {
        Problem::Expected(what.into()).into()
    }

    /// Returns the path of the member, such as `data.bearer`; empty for the whole body.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn missing(path: &str) -> Self {
        Self::from(Problem::Missing).at(path)
    }

    pub(crate) fn twice(path: &str) -> Self {
        Self::from(Problem::Twice).at(path)
    }

    pub(crate) fn empty() -> Self {
        Problem::Empty.into()
    }

    pub(crate) fn not_utf8() -> Self {
        Problem::NotUtf8.into()
    }

    pub(crate) fn byte_order_mark() -> Self {
        Problem::ByteOrderMark.into()
    }

    pub(crate) fn too_deep() -> Self {
        Problem::TooDeep.into()
    }

    pub(crate) fn encoded() -> Self {
        Problem::Encoded.into()
    }

    /// Keeps only the position, because the text of serde's error may quote the value.
    pub(crate) fn not_json(error: &serde_json::Error) -> Self {
        let truncated = error.classify() == Category::Eof;
        Problem::NotJson { truncated, line: error.line(), column: error.column() }.into()
    }

    pub(crate) fn from_serde(error: &serde_json::Error) -> Self {
        match error.classify() {
            Category::Data => Self::expected("the type that was asked for"),
            Category::Io | Category::Syntax | Category::Eof => Self::not_json(error),
        }
    }

    /// Puts `path` before the path of the error.
    #[must_use]
    pub(crate) fn at(mut self, path: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{path}{dot}{}", self.path);
        self
    }

    #[must_use]
    pub(crate) fn at_index(self, index: usize) -> Self {
        self.at(&format!("[{index}]"))
    }
}

impl From<Problem> for DecodeError {
    fn from(problem: Problem) -> Self {
        Self { path: String::new(), problem }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.problem {
            Problem::Expected(what) if path.is_empty() => write!(f, "expected {what}"),
            Problem::Expected(what) => write!(f, "`{path}`: expected {what}"),
            Problem::Missing => write!(f, "`{path}` is missing"),
            Problem::Twice => write!(f, "`{path}` is there twice"),
            Problem::Empty => f.write_str("expected JSON, the body is empty"),
            Problem::NotUtf8 => f.write_str("expected JSON, the body is not UTF-8"),
            Problem::ByteOrderMark => f.write_str("expected JSON, the body starts with a byte order mark"),
            Problem::TooDeep => f.write_str("expected JSON at most 128 levels deep"),
            Problem::Encoded => f.write_str("expected a body without content encoding"),
            Problem::NotJson { truncated, line, column } => {
                let what = if *truncated { "the body ends early" } else { "found something else" };
                write!(f, "expected JSON, {what} at line {line}, column {column}")
            }
        }
    }
}

impl std::error::Error for DecodeError {}
