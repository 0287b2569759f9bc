//! Problems in the author's input, with advice on how to solve them.

mod code;

pub use code::Code;

/// The notation in which the author writes; advice uses the same notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A spec: `separator: ","`.
    Yaml,
    /// An attribute of a derive: `separator = ","`.
    Rust,
}

impl Dialect {
    /// Formats a property with a text value as the author would write it.
    #[must_use]
    pub fn text(self, property: &str, value: &str) -> String {
        match self {
            Self::Yaml => format!("{property}: {value:?}"),
            Self::Rust => format!("{property} = {value:?}"),
        }
    }
}

/// A problem: its position, a message, and advice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem<P> {
    /// The code of this kind of problem. It is stable, documented, and may be used by other tools.
    pub code: Code,
    /// The position.
    pub at: P,
    /// The part of the text at the position that is wrong, such as `{name}` of a template; `None` for all of it. An edit
    /// there replaces that part.
    pub part: Option<String>,
    /// What is wrong: one line, lower case, without a full stop.
    pub message: String,
    /// What the author can do about it.
    pub help: Option<Help<P>>,
}

/// Advice on how to solve a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Help<P> {
    /// Advice for people.
    Prose(String),
    /// A change that solves the problem, independent of the rest of the text. It never changes the type of a value on
    /// the wire.
    Edit {
        /// The position of the text to replace.
        at: P,
        /// The replacement.
        text: String,
        /// The advice for people, which describes the change.
        advice: String,
    },
}

impl<P> Help<P> {
    /// Returns the advice for people.
    #[must_use]
    pub fn advice(&self) -> &str {
        match self {
            Self::Prose(advice) | Self::Edit { advice, .. } => advice,
        }
    }

    /// Returns the advice without the edit, for a position that covers more than the text to replace.
    #[must_use]
    pub fn without_edit(self) -> Self {
        match self {
            Self::Prose(advice) | Self::Edit { advice, .. } => Self::Prose(advice),
        }
    }
}

impl<P> From<&str> for Help<P> {
    fn from(advice: &str) -> Self {
        Self::Prose(advice.to_owned())
    }
}

impl<P> From<String> for Help<P> {
    fn from(advice: String) -> Self {
        Self::Prose(advice)
    }
}

/// Proof that a problem was reported: only [`Problems::report`] makes one. It is kept in place of the broken part, so
/// that nothing more is reported about that part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Broken(());

/// The maximum number of problems that are kept. Nobody reads more, and a text may have one for each few bytes.
const MOST_KEPT: usize = 1_000;
/// The number of problems from which on no known word is looked for that may be meant by an unknown one.
const MANY: usize = 200;

/// The problems of one input. They are collected so that one run reports all of them.
#[derive(Debug)]
#[must_use]
pub struct Problems<P> {
    dialect: Dialect,
    found: Vec<Problem<P>>,
    /// The number of those that were not kept.
    others: usize,
}

impl<P> Problems<P> {
    /// Makes an empty list of problems.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, found: Vec::new(), others: 0 }
    }

    /// Returns the author's notation.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Adds a problem with advice.
    pub fn report(&mut self, code: Code, at: P, message: impl Into<String>, help: impl Into<Help<P>>) -> Broken {
        let help = Some(one_line_help(help.into()));
        self.push(Problem { code, at, part: None, message: one_line(message.into()), help })
    }

    /// Adds a problem of a name in braces, which is a part of the text at the position.
    pub fn report_name(
        &mut self,
        code: Code,
        (at, name): (P, &str),
        message: impl Into<String>,
        help: impl Into<Help<P>>,
    ) -> Broken {
        let help = Some(one_line_help(help.into()));
        self.push(Problem { code, at, part: Some(format!("{{{name}}}")), message: one_line(message.into()), help })
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem<P>) -> Broken {
        if self.found.len() < MOST_KEPT {
            self.found.push(problem);
        } else {
            self.others += 1;
        }
        Broken(())
    }

    /// Returns proof that a problem was reported, for code that finds a placeholder instead of a broken part.
    #[must_use]
    pub fn broken(&self) -> Option<Broken> {
        (!self.found.is_empty()).then_some(Broken(()))
    }

    /// Returns the number of problems, those included that are not kept.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len() + self.others
    }

    /// Whether there are so many problems that advice which takes time is left out: most of it would not be shown.
    #[must_use]
    pub fn are_many(&self) -> bool {
        self.found.len() >= MANY
    }

    /// Whether no more problems are kept, so that to look for others is of no use.
    #[must_use]
    pub fn are_full(&self) -> bool {
        self.found.len() >= MOST_KEPT
    }

    /// Adds the problems of another list.
    pub fn append(&mut self, others: Self) {
        self.others += others.others;
        for problem in others.found {
            self.push(problem);
        }
    }

    /// Returns the problems in the order in which they were found: the first thousand.
    #[must_use]
    pub fn found(&self) -> &[Problem<P>] {
        &self.found
    }

    /// Consumes the list and returns the problems.
    #[must_use]
    pub fn into_found(self) -> Vec<Problem<P>> {
        self.found
    }

    /// Whether no problem was reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

fn one_line_help<P>(help: Help<P>) -> Help<P> {
    match help {
        Help::Prose(advice) => Help::Prose(one_line(advice)),
        Help::Edit { at, text, advice } => Help::Edit { at, text, advice: one_line(advice) },
    }
}

/// Makes a message one printable line: the author's words may contain line breaks and characters that change the text
/// direction.
#[must_use]
pub fn one_line(text: String) -> String {
    if !text.contains(is_unprintable) {
        return text;
    }
    text.chars().fold(String::new(), |mut line, c| {
        if is_unprintable(c) {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
        line
    })
}

/// Whether a character is a control character or a bidirectional formatting character, with which source can look
/// different from what it does (CVE-2021-42574).
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control() || turns_text(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is a bidirectional formatting character that rustc rejects in literals and comments.
#[must_use]
pub fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_plain_line() {
        let mut problems = Problems::new(Dialect::Yaml);
        let _ = problems.report(Code::NAME, (), "`a\nb\u{202e}`", "write `\t`");
        let found = &problems.found()[0];
        assert_eq!(found.message, r"`a\nb\u{202e}`");
        assert_eq!(found.help.as_ref().map(Help::advice), Some(r"write `\t`"));
    }
}
