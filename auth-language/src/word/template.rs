//! Templates: text with `{name}` placeholders.

use std::fmt;

use crate::problem::{Broken, Code, Problems};

/// A text with placeholders: `/keys/{key_id}`, `{email}/token`. `{{` and `}}` are literal braces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Literal text.
    Text(String),
    /// A placeholder, to be replaced by the value of this name.
    Name(String),
}

/// Why a text is not a valid template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// `{name` without `}`.
    Unclosed(String),
    /// `}` without `{`.
    Unopened,
    /// `{}`.
    Empty,
    /// A name that contains a brace, a slash or a space.
    Name(String),
}

impl Template {
    /// Parses a template.
    ///
    /// # Errors
    /// The braces do not match, or a placeholder has no valid name.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some(index) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(index);
            push_text(before, &mut pieces);
            rest = match from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
                Some(after) => {
                    push_text(&from[..1], &mut pieces);
                    after
                }
                None => parse_name(from, &mut pieces)?,
            };
        }
        push_text(rest, &mut pieces);
        Ok(Self { pieces })
    }

    /// Returns the pieces in order. Two texts never follow each other.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Returns the placeholder names in order of occurrence, repeats included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Name(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// Returns the text of a template without placeholders.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns the name if the template is a single placeholder; such a template keeps the type of its value.
    #[must_use]
    pub fn as_name(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Name(name)] => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for Template {
    /// Writes the template as its author would write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => f.write_str(&escape(text)),
            Piece::Name(name) => write!(f, "{{{name}}}"),
        })
    }
}

/// Escapes braces, so that the text is a template without placeholders.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Whether a text contains braces, so that it is a template and not a word of the language.
#[must_use]
pub fn is_template(text: &str) -> bool {
    text.contains(['{', '}'])
}

/// Parses a template.
///
/// # Errors
/// Reports a problem if it is malformed.
pub fn check<P: Copy>(text: &str, at: P, problems: &mut Problems<P>) -> Result<Template, Broken> {
    Template::parse(text).map_err(|malformed| {
        let (message, help) = describe(&malformed);
        problems.report(Code::TEMPLATE, at, message, help)
    })
}

fn describe(malformed: &Malformed) -> (String, &'static str) {
    match malformed {
        Malformed::Unclosed(rest) => {
            (format!("`{{{rest}` is not closed"), "add a `}` after the name; `{{` is a brace of the text")
        }
        Malformed::Unopened => ("unmatched `}`".to_owned(), "write a name as `{key_id}`; `}}` is a brace of the text"),
        Malformed::Empty => ("`{}` has no name".to_owned(), "write a name between the braces, as in `{key_id}`"),
        Malformed::Name(name) => {
            (format!("`{name}` is not a name"), "use letters, digits, `_`, `-` and `.` between the braces")
        }
    }
}

fn push_text(text: &str, pieces: &mut Vec<Piece>) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(text),
        Some(Piece::Name(_)) | None => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// Parses `{name}` and returns the text after it.
fn parse_name<'t>(text: &'t str, pieces: &mut Vec<Piece>) -> Result<&'t str, Malformed> {
    let inner = text.strip_prefix('{').ok_or(Malformed::Unopened)?;
    let (name, rest) = inner.split_once('}').ok_or_else(|| Malformed::Unclosed(inner.to_owned()))?;
    if name.is_empty() {
        return Err(Malformed::Empty);
    }
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    if !is_name && super::instant::read_now(name).is_none() {
        return Err(Malformed::Name(name.to_owned()));
    }
    pieces.push(Piece::Name(name.to_owned()));
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_and_escaped_braces() {
        let show = |text: &str| Template::parse(text).map(|template| format!("{:?}", template.pieces()));
        let rows = [
            ("", Ok("[]")),
            ("plain", Ok(r#"[Text("plain")]"#)),
            ("{email}/token", Ok(r#"[Name("email"), Text("/token")]"#)),
            ("{{a}} {b}", Ok(r#"[Text("{a} "), Name("b")]"#)),
            ("a{b", Err(Malformed::Unclosed("b".to_owned()))),
            ("a}b", Err(Malformed::Unopened)),
            ("{}", Err(Malformed::Empty)),
            ("{a b}", Err(Malformed::Name("a b".to_owned()))),
        ];
        for (text, expected) in rows {
            assert_eq!(show(text), expected.map(ToOwned::to_owned), "{text}");
        }
    }
}
