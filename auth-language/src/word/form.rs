//! The form in which a computed value writes the time.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::word::{self, Time, Word as _};

/// The form in which a computed value writes the time, in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeForm {
    /// A form that has a name.
    Named(Time),
    /// A pattern of `strftime` (POSIX): `%Y%m%dT%H%M%SZ`.
    Pattern(String),
}

/// What may follow `%` in a pattern, and how many digits each writes; `%%` is `%`.
const DIRECTIVES: [(char, usize); 6] = [('Y', 4), ('m', 2), ('d', 2), ('H', 2), ('M', 2), ('S', 2)];

impl TimeForm {
    /// Returns the text of the form in a spec.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Named(time) => time.text(),
            Self::Pattern(pattern) => pattern,
        }
    }

    /// Checks the form that an author wrote.
    ///
    /// # Errors
    /// Reports an unknown form, or what a pattern may not have.
    pub fn check<P: Copy>(written: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Self, Broken> {
        if !is_pattern(&written.value) {
            return word::check(written, "`now`", problems).map(Self::Named);
        }
        let unknown = pieces(&written.value).find_map(|piece| match piece {
            Piece::Digits(_) | Piece::Literal(_) => None,
            Piece::Unknown(directive) => Some(directive),
        });
        match unknown {
            None => Ok(Self::Pattern(written.value.clone())),
            Some(directive) => {
                let known = DIRECTIVES.map(|(directive, _)| format!("`%{directive}`")).join(", ");
                let message = format!("`%{directive}` is not known in the pattern of a time");
                Err(problems.report(Code::COMPUTED, written.at, message, format!("use {known}, and `%%` for `%`")))
            }
        }
    }
}

/// Whether a text is a pattern, and not the name of a form.
pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains('%')
}

/// Whether a text can be a time that was written by a pattern.
#[must_use]
pub fn fits_pattern(pattern: &str, text: &str) -> bool {
    let mut rest = text;
    let is_next = pieces(pattern).all(|piece| {
        let after = match piece {
            Piece::Digits(count) => rest.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())),
            Piece::Literal(c) => rest.get(..c.len_utf8()).filter(|found| found.starts_with(c)),
            Piece::Unknown(_) => None,
        };
        after.and_then(|piece| rest.strip_prefix(piece)).is_some_and(|after| {
            rest = after;
            true
        })
    });
    is_next && rest.is_empty()
}

/// A piece of a pattern.
enum Piece {
    /// So many digits.
    Digits(usize),
    Literal(char),
    /// What follows `%`, which is not known.
    Unknown(char),
}

fn pieces(pattern: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut rest = pattern.chars();
    std::iter::from_fn(move || match rest.next()? {
        '%' => Some(directive(rest.next().unwrap_or(' '))),
        literal => Some(Piece::Literal(literal)),
    })
}

fn directive(found: char) -> Piece {
    let known = DIRECTIVES.iter().find(|(directive, _)| *directive == found);
    match known {
        Some((_, digits)) => Piece::Digits(*digits),
        None if found == '%' => Piece::Literal('%'),
        None => Piece::Unknown(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_a_text_with_a_pattern() {
        assert!(fits_pattern("%Y%m%dT%H:%M:%S+0000", "20140321T19:34:21+0000"));
        assert!(fits_pattern("100%% %d", "100% 07"));
        for text in ["20140321T19:34:21", "20140321T19:34:21+00000", "2014-321T19:34:21+0000", "", "ä"] {
            assert!(!fits_pattern("%Y%m%dT%H:%M:%S+0000", text), "{text}");
        }
    }
}
