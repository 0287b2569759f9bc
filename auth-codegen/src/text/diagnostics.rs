//! What is wrong with a spec, collected so that one run reports all of it, and rendered as rustc would.

use std::collections::HashSet;
use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::text::caret;
use crate::text::tree::{self, Spot};

/// How many problems one report shows. To place one takes a reading of the text, and no one mends more at a time.
const MOST_SHOWN: usize = 100;

/// One problem: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Diagnostic {
    place: Place,
    message: String,
    help: Option<String>,
}

/// Where a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Spot(Spot),
    /// What is not YAML ends a tree, so it comes after every spot.
    Byte(usize),
}

impl Diagnostic {
    pub(crate) fn at(spot: Spot, message: impl Into<String>) -> Self {
        Self { place: Place::Spot(spot), message: one_line(message), help: None }
    }

    /// For a problem that the parser found, and whose place it knows.
    pub(crate) fn at_byte(byte: usize, message: impl Into<String>) -> Self {
        Self { place: Place::Byte(byte), message: one_line(message), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(one_line(help));
        self
    }
}

/// A text of the author's may hold line ends; what is said about it is one line.
fn one_line(text: impl Into<String>) -> String {
    let text = text.into();
    if !text.contains(char::is_control) {
        return text;
    }
    text.chars().fold(String::new(), |mut line, c| {
        match c {
            c if c.is_control() => line.extend(c.escape_default()),
            c => line.push(c),
        }
        line
    })
}

/// The problems found so far. The only way out is [`Diagnostics::into_result`], so none is lost.
#[derive(Debug, Default)]
#[must_use]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    lost: HashSet<String>,
    spared: HashSet<String>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub(crate) fn report(&mut self, spot: Spot, message: impl Into<String>, help: impl Into<String>) {
        self.push(Diagnostic::at(spot, message).help(help));
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(diagnostics);
    }

    /// How many problems there are, to see whether a step finds more.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Remembers something that stands in the text but could not be read, so that what follows from that is not reported.
    pub(crate) fn lose(&mut self, name: &str) {
        self.lost.insert(name.to_owned());
    }

    /// Remembers that something without a name of its own could not be read.
    pub(crate) fn lose_value(&mut self) {
        self.lose("");
    }

    /// Whether something of this name could not be read.
    pub(crate) fn is_lost(&self, name: &str) -> bool {
        self.lost.contains(name)
    }

    /// Whether anything could not be read: what is missing or unused may be there.
    pub(crate) fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    /// Remembers a name of which enough was said: whatever else is odd about it follows from that.
    pub(crate) fn spare(&mut self, name: &str) {
        self.spared.insert(name.to_owned());
    }

    /// Whether enough was said of this name.
    pub(crate) fn is_spared(&self, name: &str) -> bool {
        self.spared.contains(name)
    }

    /// The value, if there was nothing to report about it.
    pub(crate) fn into_result<T>(self, path: &str, text: &str, value: Option<T>) -> Result<T, Report> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => Err(Report::new(path, text, self.found)),
        }
    }
}

/// Everything that is wrong with one spec. `Display` prints it as rustc would, without colours.
#[derive(Clone, Debug)]
pub struct Report {
    path: String,
    text: String,
    problems: Vec<Problem>,
}

/// One problem and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The line, counted from one.
    pub line: usize,
    /// The column, in characters, counted from one.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Report {
    fn new(path: &str, text: &str, mut diagnostics: Vec<Diagnostic>) -> Self {
        let mut seen = HashSet::new();
        diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
        diagnostics.sort_by_key(|diagnostic| diagnostic.place);
        let hidden = diagnostics.split_off(diagnostics.len().min(MOST_SHOWN));
        let mut problems: Vec<Problem> = diagnostics.into_iter().map(|found| place(text, found)).collect();
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.dedup();
        problems.extend(count_hidden(text, hidden));
        Self { path: path.to_owned(), text: text.to_owned(), problems }
    }

    /// The problems, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The name of the file, as it was given to [`crate::generate`].
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The report with the colours of a terminal.
    #[must_use]
    pub fn to_styled(&self) -> String {
        self.render(&Renderer::styled())
    }

    fn render(&self, renderer: &Renderer) -> String {
        let shown: Vec<String> = self.problems.iter().map(|problem| self.render_one(problem, renderer)).collect();
        shown.join("\n\n")
    }

    fn render_one(&self, problem: &Problem, renderer: &Renderer) -> String {
        let start = byte_of(&self.text, problem.line, problem.column);
        let mark = AnnotationKind::Primary.span(start..start + caret::len(&self.text, start));
        let snippet = Snippet::source(self.text.as_str()).path(self.path.as_str()).annotation(mark);
        let group = Level::ERROR.primary_title(problem.message.as_str()).element(snippet);
        let group = match &problem.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        };
        let report: [Group<'_>; 1] = [group];
        renderer.render(&report)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.render(&Renderer::plain()))
    }
}

impl std::error::Error for Report {}

/// Where the problems go on that are not shown.
fn count_hidden(text: &str, hidden: Vec<Diagnostic>) -> Option<Problem> {
    let message = format!("from here on there are {} more problems", hidden.len());
    let first = hidden.into_iter().next()?;
    let help = Some("they are shown when those above are mended".to_owned());
    Some(place(text, Diagnostic { message, help, ..first }))
}

fn place(text: &str, diagnostic: Diagnostic) -> Problem {
    let Diagnostic { place, message, help } = diagnostic;
    let byte = match place {
        Place::Spot(spot) => tree::locate(text, spot).unwrap_or(0),
        Place::Byte(byte) => byte,
    };
    let (line, column) = line_and_column(text, byte);
    Problem { line, column, message, help }
}

/// The line and column of a byte, counted from one, the column in characters.
fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The byte of a line and column that count characters from one. Past the end of the text it is the end.
pub(crate) fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(index, _)| index)
}
