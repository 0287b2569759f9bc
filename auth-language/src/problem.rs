//! What is wrong with the author's input, and what to do about it.

mod code;

pub use code::Code;

/// How the author writes: advice is given in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A spec: `separator: ","`.
    Yaml,
    /// An attribute of a derive: `separator = ","`.
    Rust,
}

impl Dialect {
    /// A property with a text as its value, as the author would write it.
    #[must_use]
    pub fn text(self, property: &str, value: &str) -> String {
        match self {
            Self::Yaml => format!("{property}: {value:?}"),
            Self::Rust => format!("{property} = {value:?}"),
        }
    }
}

/// One problem: where it is, what is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem<P> {
    /// The kind of problem. Stable: it is documented, and other tools may refer to it.
    pub code: Code,
    /// Where it is.
    pub at: P,
    /// What is wrong, in one line of lower case without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<Help<P>>,
}

/// What to do about a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Help<P> {
    /// Advice for people.
    Prose(String),
    /// A change that mends the problem, whatever else is in the text. It never changes the type of a value on the wire.
    Edit {
        /// What is replaced.
        at: P,
        /// What replaces it.
        text: String,
        /// The advice for people, which names the change.
        advice: String,
    },
}

impl<P> Help<P> {
    /// The advice for people.
    #[must_use]
    pub fn advice(&self) -> &str {
        match self {
            Self::Prose(advice) | Self::Edit { advice, .. } => advice,
        }
    }

    /// The advice alone: what it names is only a part of what is at the position.
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

/// Proof that a problem was reported: only [`Problems::report`] makes one. What is broken has one in its place, and whoever
/// needs that thing says nothing more about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Broken(());

/// The problems of one input, collected so that one run reports all of them.
#[derive(Debug)]
#[must_use]
pub struct Problems<P> {
    dialect: Dialect,
    found: Vec<Problem<P>>,
}

impl<P> Problems<P> {
    /// No problems so far.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, found: Vec::new() }
    }

    /// How the author writes.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Adds a problem with advice.
    pub fn report(&mut self, code: Code, at: P, message: impl Into<String>, help: impl Into<Help<P>>) -> Broken {
        self.push(Problem { code, at, message: one_line(message.into()), help: Some(one_line_help(help.into())) })
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem<P>) -> Broken {
        self.found.push(problem);
        Broken(())
    }

    /// The proof that something was reported, for whoever finds a stand-in in the place of what is broken.
    #[must_use]
    pub fn broken(&self) -> Option<Broken> {
        (!self.found.is_empty()).then_some(Broken(()))
    }

    /// The problems, in the order in which they were found.
    #[must_use]
    pub fn found(&self) -> &[Problem<P>] {
        &self.found
    }

    /// The problems, to be shown.
    #[must_use]
    pub fn into_found(self) -> Vec<Problem<P>> {
        self.found
    }

    /// Whether nothing was reported.
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

/// The author's words may contain line ends and marks that turn the direction of text; a message is one plain line.
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

/// Control characters, and the marks of bidirectional text that can make source read as it does not run (CVE-2021-42574).
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control() || turns_text(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// The marks of bidirectional text that the compiler refuses in literals and comments.
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
