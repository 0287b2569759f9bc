//! Paths to a value in the body of a reply.

use std::fmt;

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// The path of the whole body.
const WHOLE: &str = ".";

/// The path to a value in a body: names of members and indices of items, such as `data.bearer` or `errors.0.code`. An
/// empty path, written `.`, is the whole body. A name that was not written as a path is one member, even if it contains
/// dots.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemberPath(Vec<String>);

impl MemberPath {
    /// Makes the path of a top-level member of the body.
    #[must_use]
    pub fn of_member(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    /// Makes the path of the whole body.
    #[must_use]
    pub fn whole() -> Self {
        Self(Vec::new())
    }

    /// Reads a path: names joined by dots, or `.` for the whole body.
    ///
    /// # Errors
    /// Reports a problem if a name is empty or has spaces around it.
    pub fn check<P: Copy>(path: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Self, Broken> {
        if path.value == WHOLE {
            return Ok(Self::whole());
        }
        let segments: Vec<String> = path.value.split('.').map(ToOwned::to_owned).collect();
        if segments.iter().all(|segment| !segment.is_empty() && segment.trim() == segment) {
            return Ok(Self(segments));
        }
        let message = format!("`{}` is not a path", path.value);
        Err(problems.report(
            Code::MEMBER_PATH,
            path.at,
            message,
            "join the names of members by dots, as in `data.bearer`; `.` is the whole reply",
        ))
    }

    /// Returns the names, from the outermost to the innermost.
    #[must_use]
    pub fn segments(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for MemberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str(WHOLE) } else { f.write_str(&self.0.join(".")) }
    }
}
