//! Renders the problems of a spec in the style of rustc.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};
use auth_language::problem::{self, Code, Help, Problems};

use super::bracket::Brackets;
use super::spot::Spot;
use super::yaml::NotYaml;
use super::{caret, entry, lines, tree};

/// The byte order mark that some editors put at the start of a file; the YAML parser would count it as a column of the
/// first line.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The maximum number of problems in a report: nobody solves more at a time.
const MOST_SHOWN: usize = 100;
/// How much of a line is shown behind the beginning of a problem, in bytes.
const WIDEST: usize = 1_000;

/// All problems of one spec. `Display` prints them in the style of rustc, without colours.
#[derive(Clone, Debug)]
pub struct Report {
    path: String,
    text: String,
    /// Found when something is marked.
    brackets: OnceLock<Brackets>,
    problems: Vec<Problem>,
}

/// A problem with its position in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The code of this kind of problem, such as `AW0406`. Codes are stable.
    pub code: Code,
    /// The line, counted from one.
    pub line: usize,
    /// The column, in characters, counted from one.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What the author can do about it.
    pub help: Option<String>,
    /// The change that solves it, if known. It never changes the type of a value on the wire.
    pub edit: Option<Edit>,
    /// What may be due to the same mistake elsewhere in the text, in its order. These have no related ones themselves.
    pub related: Vec<Problem>,
}

impl Problem {
    /// Returns what a note says of this problem below one that it is related to.
    #[must_use]
    pub fn note(&self) -> String {
        format!("perhaps the same mistake: {}", self.message)
    }

    /// Adds a problem that may be due to the same mistake, and what is related to that.
    pub(crate) fn relate(&mut self, mut other: Problem) {
        self.related.append(&mut other.related);
        self.related.push(other);
        self.related.sort_by_key(|problem| (problem.line, problem.column));
    }
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The line, counted from one.
    pub line: usize,
    /// The columns to replace, in characters, counted from one.
    pub columns: Range<usize>,
    /// The replacement.
    pub text: String,
}

impl Edit {
    /// Returns the text of the report with the change. A byte order mark before it stays.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let spec = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let place = |column| text.len() - spec.len() + lines::byte_of(spec, self.line, column);
        let (before, after) = (text.get(..place(self.columns.start)), text.get(place(self.columns.end)..));
        [before.unwrap_or_default(), &self.text, after.unwrap_or_default()].concat()
    }
}

impl Report {
    /// Makes a report with the problems in the order of the text.
    pub(crate) fn new(path: &str, text: &str, problems: Problems<Spot>) -> Self {
        let count = problems.count();
        let mut found = problems.into_found();
        let others = count - found.len();
        let mut is_shown = is_shown(&found).into_iter();
        found.retain(|_| is_shown.next().unwrap_or(true));
        found.sort_by_key(|problem| problem.at);
        let hidden = found.split_off(found.len().min(MOST_SHOWN));
        let places = tree::locate(text, &found.iter().chain(hidden.first()).flat_map(spots).collect());
        let text = Marked { text, brackets: OnceLock::new(), places };
        let mut problems: Vec<Problem> = found.into_iter().map(|found| text.place(found)).collect();
        problems.sort_by_key(|problem| (problem.line, problem.column));
        problems.dedup();
        problems.extend(text.count_hidden(hidden, others));
        Self { path: path.to_owned(), text: text.text.to_owned(), brackets: text.brackets, problems }
    }

    /// Makes a report for a text that is not valid YAML, with the parser's error as the last problem.
    pub(crate) fn not_yaml(path: &str, text: &str, problems: Problems<Spot>, last: NotYaml) -> Self {
        let mut report = Self::new(path, text, problems);
        let problem::Problem { code, at, part: _, message, help } = last.explain(text);
        let (line, column) = lines::line_and_column(text, at);
        let help = help.map(|help| help.advice().to_owned());
        report.problems.push(Problem { code, line, column, message, help, edit: None, related: Vec::new() });
        report.problems.sort_by_key(|problem| (problem.line, problem.column));
        report
    }

    /// Returns the report with other problems of the same text, which are in its order.
    pub(crate) fn with(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }

    /// Returns the problems in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the name of the file, as it was passed to [`parse`](crate::parse).
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the column after the key or value that a problem is about, in characters, counted from one.
    #[must_use]
    pub fn end_column(&self, problem: &Problem) -> usize {
        let start = lines::byte_of(&self.text, problem.line, problem.column);
        let marked = self.text.get(start..start + self.len(start)).unwrap_or_default();
        problem.column + marked.chars().count()
    }

    /// Renders the report with terminal colours.
    #[must_use]
    pub fn to_styled(&self) -> String {
        self.render(&Renderer::styled())
    }

    /// Returns the length of the key or value at a byte.
    fn len(&self, start: usize) -> usize {
        caret::len(&self.text, self.brackets.get_or_init(|| Brackets::of(&self.text)), start)
    }

    fn render(&self, renderer: &Renderer) -> String {
        let shown: Vec<String> = self.problems.iter().map(|problem| self.render_one(problem, renderer)).collect();
        shown.join("\n\n")
    }

    fn render_one(&self, problem: &Problem, renderer: &Renderer) -> String {
        let code = problem.code.to_string();
        let related = problem.related.iter().map(|related| {
            let title = Level::NOTE.secondary_title(related.note());
            self.group(related, title)
        });
        let first = self.group(problem, Level::ERROR.primary_title(problem.message.as_str()).id(code.as_str()));
        let groups: Vec<Group<'_>> = std::iter::once(first).chain(related).collect();
        renderer.render(&groups)
    }

    /// Makes a title, the line of a problem below it, and its help.
    fn group<'r>(&'r self, problem: &'r Problem, title: Title<'r>) -> Group<'r> {
        let start = lines::byte_of(&self.text, problem.line, problem.column);
        let shown = self.shown(start);
        let len = self.len(start).min(shown.end.saturating_sub(start));
        let mark = AnnotationKind::Primary.span(start - shown.start..start - shown.start + len);
        let line = if shown.start == 0 { 1 } else { problem.line };
        let snippet = Snippet::source(&self.text[shown]).line_start(line).path(self.path.as_str()).annotation(mark);
        let help = problem.help.iter().map(|help| Level::HELP.message(help.as_str()));
        title.element(snippet).elements(help)
    }

    /// Returns the line of a byte, as far as a terminal shows it: the renderer reads all that it is given. For the end of a
    /// text, that is all of it.
    fn shown(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let rest = self.text[at..].lines().next().unwrap_or_default();
        let widest = (0..=rest.len().min(WIDEST)).rev().find(|end| rest.is_char_boundary(*end));
        let end = at + widest.unwrap_or_default();
        if start == end { 0..self.text.len() } else { start..end }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.render(&Renderer::plain()))
    }
}

impl std::error::Error for Report {}

/// Returns which problems are shown: each once, and not what else is said of a value or a name that is wrong. What is missing
/// from a mapping is reported at its name, and is another mistake; so are two names in the braces of one text. A text may have
/// a problem for each few bytes, so what is compared with is not copied.
pub(crate) fn is_shown(found: &[problem::Problem<Spot>]) -> Vec<bool> {
    let missing = [Code::MISSING_KEY, Code::METHOD, Code::RETURNS, Code::EXAMPLE_MISSING, Code::IDENTITY];
    let mut seen = HashSet::new();
    let mut wrong: HashMap<Spot, Option<&str>> = HashMap::new();
    let is_shown = found.iter().map(|problem| {
        if !seen.insert(problem) {
            return false;
        }
        let problem::Problem { code, at, part, .. } = problem;
        match wrong.get(at) {
            _ if missing.contains(code) => true,
            Some(wrong) => wrong.is_some() && *wrong != part.as_deref(),
            None => wrong.insert(*at, part.as_deref()).is_none(),
        }
    });
    is_shown.collect()
}

/// Returns the spots of a problem and of its edit.
fn spots(problem: &problem::Problem<Spot>) -> impl Iterator<Item = Spot> + use<> {
    let edit = match &problem.help {
        Some(Help::Edit { at, .. }) => Some(*at),
        Some(Help::Prose(_)) | None => None,
    };
    [problem.at].into_iter().chain(edit)
}

/// A text, where its brackets are, when an edit needs them, and the places of the problems that are shown.
struct Marked<'t> {
    text: &'t str,
    brackets: OnceLock<Brackets>,
    places: BTreeMap<Spot, usize>,
}

impl Marked<'_> {
    fn place(&self, found: problem::Problem<Spot>) -> Problem {
        let problem::Problem { code, at, part, message, help } = found;
        let start = self.byte(at);
        let place = part.as_deref().and_then(|part| self.find(start, part));
        let (line, column) = lines::line_and_column(self.text, place.unwrap_or_else(|| self.key_of_nothing(start)));
        let edit = match &help {
            Some(Help::Edit { at, text, advice: _ }) if text.is_empty() => self.removal(self.byte(*at)),
            Some(Help::Edit { at, text, advice: _ }) => {
                Some(place.unwrap_or(self.byte(*at))).filter(|at| !self.is_block(*at)).map(|at| self.edit(at, text))
            }
            Some(Help::Prose(_)) | None => None,
        };
        let help = help.map(|help| help.advice().to_owned());
        Problem { code, line, column, message, help, edit, related: Vec::new() }
    }

    /// Whether a text of several lines begins at a byte.
    fn is_block(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(['|', '>']))
    }

    /// Finds a part of the key or value at a byte, in its first line.
    fn find(&self, start: usize, part: &str) -> Option<usize> {
        let token = self.text.get(start..start + caret::len(self.text, self.brackets(), start))?;
        token.find(part).map(|at| start + at)
    }

    /// Returns the key of a value that is not there: nothing can be underlined behind its colon.
    fn key_of_nothing(&self, start: usize) -> usize {
        let is_nothing = |rest: &str| rest.starts_with([' ', '\n', '\r', ',', '}', ']']) || rest.is_empty();
        let Some((before, rest)) = self.text.split_at_checked(start) else { return start };
        let before = before.trim_end_matches(' ');
        match before.strip_suffix(':') {
            Some(key) if is_nothing(rest) => caret::start_of_key(key),
            Some(_) | None => start,
        }
    }

    /// Returns a note at the position of the first problem that is not shown. Others were not even kept.
    fn count_hidden(&self, hidden: Vec<problem::Problem<Spot>>, others: usize) -> Option<Problem> {
        let message = format!("from here on there are {} more problems", hidden.len() + others);
        let first = hidden.into_iter().next()?;
        let help = Some(Help::from("they are shown when those above are mended"));
        Some(self.place(problem::Problem { message, help, ..first }))
    }

    fn brackets(&self) -> &Brackets {
        self.brackets.get_or_init(|| Brackets::of(self.text))
    }

    fn byte(&self, spot: Spot) -> usize {
        self.places.get(&spot).copied().unwrap_or(0)
    }

    /// Makes an edit that removes the entry at a byte, with its comma, if it is in brackets and in one line.
    fn removal(&self, start: usize) -> Option<Edit> {
        let entry = entry::in_line(self.text, start).filter(|_| self.brackets().contain(start))?;
        let (line, column) = lines::line_and_column(self.text, entry.start);
        let width = self.text.get(entry)?.chars().count();
        Some(Edit { line, columns: column..column + width, text: String::new() })
    }

    /// Makes an edit that replaces the key or value at a byte.
    fn edit(&self, start: usize, replacement: &str) -> Edit {
        let (line, column) = lines::line_and_column(self.text, start);
        let len = caret::len(self.text, self.brackets(), start);
        let replaced = self.text.get(start..start + len).unwrap_or_default();
        // A name that stands alone where others are in braces is replaced by one without them.
        let is_bare =
            replacement.starts_with('{') && !replacement.contains(' ') && !replaced.starts_with(['{', '"', '\'']);
        let text = if is_bare { replacement.trim_start_matches('{').trim_end_matches('}') } else { replacement };
        Edit { line, columns: column..column + replaced.chars().count(), text: text.to_owned() }
    }
}
