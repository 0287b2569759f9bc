//! What is wrong with a spec, collected so that one run reports all of it, and rendered as rustc would.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::tree::{self, Spot};

/// One problem: where, what, and what to do about it.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    spot: Spot,
    position: Option<(usize, usize)>,
    message: String,
    help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn at(spot: Spot, message: impl Into<String>) -> Self {
        Self { spot, position: None, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// For a problem that the parser found, and whose position it knows.
    pub(crate) fn on_line(mut self, line: usize, column: usize) -> Self {
        self.position = Some((line, column));
        self
    }
}

/// The problems found so far. The only way out is [`Diagnostics::into_result`], so none is lost.
#[derive(Debug, Default)]
#[must_use]
pub(crate) struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub(crate) fn report(&mut self, spot: Spot, message: impl Into<String>, help: impl Into<String>) {
        self.push(Diagnostic::at(spot, message).help(help));
    }

    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(diagnostics);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, if there was nothing to report about it.
    pub(crate) fn into_result<T>(self, path: &str, text: &str, value: Option<T>) -> Result<T, Report> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(Report::new(path, text, self.0)),
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
    fn new(path: &str, text: &str, diagnostics: Vec<Diagnostic>) -> Self {
        let mut problems: Vec<Problem> = diagnostics.into_iter().map(|found| place(text, found)).collect();
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.dedup();
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
        let rendered: Vec<String> = self.problems.iter().map(|problem| self.render_one(problem, renderer)).collect();
        rendered.join("\n\n")
    }

    fn render_one(&self, problem: &Problem, renderer: &Renderer) -> String {
        let start = offset(&self.text, problem.line, problem.column);
        let mark = AnnotationKind::Primary.span(start..start + token_len(&self.text[start..]));
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

fn place(text: &str, diagnostic: Diagnostic) -> Problem {
    let Diagnostic { spot, position, message, help } = diagnostic;
    let (line, column) = position.or_else(|| tree::locate(text, spot)).unwrap_or((1, 1));
    Problem { line, column, message, help }
}

/// The byte offset of a line and column, which count characters. Past the end of the text it is the end.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(index, _)| index)
}

/// How much of the text to underline: a quoted string, or what stands before the next separator.
fn token_len(text: &str) -> usize {
    let quoted = text.chars().next().filter(|first| ['"', '\''].contains(first));
    let end = match quoted {
        Some(quote) => text[1..].find(quote).map(|end| end + 2),
        None => text.find([',', '}', ']', '\n', '#']).into_iter().chain(text.find(": ")).chain(text.find(":\n")).min(),
    };
    let end = end.unwrap_or(text.len());
    text[..end].trim_end().len().max(usize::from(!text.is_empty()).min(text.chars().next().map_or(0, char::len_utf8)))
}
