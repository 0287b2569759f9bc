//! Paths to a value in the body of a reply.

use std::fmt;

use crate::problem::{Broken, Code, Dialect, Problems};
use crate::spanned::Spanned;

/// The path of the whole body.
const WHOLE: &str = ".";

/// The maximum number of names in a path. Replies are some levels deep.
const DEEPEST: usize = 64;

/// The path to a value in a body: names of members and indices of items, such as `data.bearer` or `errors.0.code`. A name
/// with dots is written in quotes: `error.".tag"`. An empty path, written `.`, is the whole body. A name that was not
/// written as a path is one member, even if it contains dots.
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

    /// Reads a path: names joined by dots, those with dots in quotes; or `.` for the whole body.
    ///
    /// # Errors
    /// Reports a problem if a name is empty or has spaces around it, if a quote is not closed, or if several names are given.
    pub fn check<P: Copy>(path: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Self, Broken> {
        if path.value == WHOLE {
            return Ok(Self::whole());
        }
        if path.value.split('.').nth(DEEPEST).is_some() {
            return Err(problems.report(
                Code::MEMBER_PATH,
                path.at,
                format!("this path has more than {DEEPEST} names"),
                "write the names of the members around the value, from the outermost to its own",
            ));
        }
        if let Some(names) = separated(&path.value) {
            let list = match problems.dialect() {
                Dialect::Yaml => format!("[{}]", names.join(", ")),
                Dialect::Rust => format!("at(\"{}\")", names.join("\", \"")),
            };
            let message = format!("`{}` is one member", path.value);
            let help =
                format!("write several as a list: `{list}`; a name with such a mark is in quotes: `error.\"a;b\"`");
            return Err(problems.report(Code::MEMBER_PATH, path.at, message, help));
        }
        if let Some(names) = split_path(&path.value) {
            return Ok(Self(names.into_iter().map(ToOwned::to_owned).collect()));
        }
        let message = format!("`{}` is not a path", path.value);
        Err(problems.report(
            Code::MEMBER_PATH,
            path.at,
            message,
            "join the names of members by dots, as in `data.bearer`, and put one with dots in quotes: `error.\".tag\"`; `.` is the whole reply",
        ))
    }

    /// Returns the names, from the outermost to the innermost.
    #[must_use]
    pub fn segments(&self) -> &[String] {
        &self.0
    }

    /// Returns the path as the runtime reads it: `\.` is a dot within a name, and `.` the whole body.
    #[must_use]
    pub fn escaped(&self) -> String {
        if self.0.is_empty() { WHOLE.to_owned() } else { escape(self.0.iter().map(String::as_str)) }
    }
}

/// What is between names in other notations.
const MARKS: [char; 7] = [';', ',', '|', '，', '；', '、', ' '];

/// Returns the names of a text in which marks of other notations are between them; `None` without such marks.
fn separated(text: &str) -> Option<Vec<&str>> {
    let is_apart = |text: &str| text.split(MARKS).all(|name| !name.is_empty());
    let names: Vec<&str> = text.split(MARKS).filter(|name| !name.is_empty()).collect();
    let are_several = names.len() > 1 && !text.contains('"') && (is_apart(text) || text.contains(' '));
    are_several.then_some(names)
}

/// Splits a path into its names. One in quotes may contain anything but a quote. `None` if a name is empty, has spaces
/// around it, or if a quote is not closed.
#[must_use]
pub fn split_path(text: &str) -> Option<Vec<&str>> {
    let (mut names, mut rest) = (Vec::new(), Some(text));
    while let Some(text) = rest {
        let (name, after) = match text.strip_prefix('"') {
            Some(quoted) => {
                let (name, after) = quoted.split_once('"')?;
                let after = if after.is_empty() { None } else { Some(after.strip_prefix('.')?) };
                (name, after)
            }
            None => text.split_once('.').map_or((text, None), |(name, after)| (name, Some(after))),
        };
        let is_quoted = text.starts_with('"');
        if name.is_empty() || !is_quoted && (name.trim() != name || name.contains('"')) {
            return None;
        }
        names.push(name);
        rest = after;
    }
    Some(names)
}

/// Joins names to a path of the runtime, in which `\.` is a dot within a name.
pub fn escape<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| name.replace('.', "\\.")).collect::<Vec<_>>().join(".")
}

impl fmt::Display for MemberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(WHOLE);
        }
        f.write_str(&join_path(&self.0))
    }
}

/// Joins the names of a path by dots, as authors write it: a name with dots, or with what separates names elsewhere, is in quotes.
#[must_use]
pub fn join_path(names: &[String]) -> String {
    let written = |name: &String| if needs_quotes(name) { format!("\"{name}\"") } else { name.clone() };
    names.iter().map(written).collect::<Vec<_>>().join(".")
}

/// Whether a name must be in quotes within a path.
fn needs_quotes(name: &str) -> bool {
    name.contains('.') || name.contains(MARKS) || name.trim() != name
}
