//! Where a reply has a member.

use std::fmt;

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// How the whole is written.
const WHOLE: &str = ".";

/// The names of members and the indices of items that lead to a value: `data.bearer`, `errors.0.code`. Without any, the value is
/// the whole: `.`. A name that was not written as a path is one member, whatever dots it has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemberPath(Vec<String>);

impl MemberPath {
    /// The path of a member of the body itself.
    #[must_use]
    pub fn of_member(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    /// The whole body.
    #[must_use]
    pub fn whole() -> Self {
        Self(Vec::new())
    }

    /// Reads names that are joined by dots; `.` is the whole.
    ///
    /// # Errors
    /// A name is empty or has spaces around it, which is reported.
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

    /// The names, from the outermost on.
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
