//! Parses YAML text, and rewords the parser's errors for authors.

mod colon;
mod dash;
mod foreign;
mod indentation;
mod item;
mod limits;
mod line;
mod nameless;
mod quotes;
mod unclosed;

use auth_language::problem::{Code, Help, Problem, Problems, one_line};

use self::limits::{TOO_DEEP, TOO_MANY};
use super::bare;
use super::bracket;
use super::comment;
use super::lines;
use super::node::Tree;
use super::spot::Spot;
use super::tree::{self, TOO_LARGE, TOO_LONG};

/// A message of the YAML parser, its meaning, and advice.
type Saying = (&'static str, &'static str, &'static str);

/// What is said of a quote that is not closed.
const UNCLOSED: (&str, &str) = (
    "this is not YAML: the quote that opens here is not closed",
    "close it, and double a quote that belongs to the text: `'it''s'`",
);

const SAYINGS: [Saying; 16] = [
    (
        "more than one document",
        "a spec is one YAML document, and here a second one begins",
        "remove this line, or put what is below into a file of its own",
    ),
    (TOO_LARGE, TOO_MANY.0, TOO_MANY.1),
    (
        TOO_LONG,
        "this is more than a list or a mapping can have",
        "each has at most 4,096 entries: make several specs of it",
    ),
    ("recursion limit", TOO_DEEP.0, TOO_DEEP.1),
    ("repetition limit", "this spec repeats its anchors too often", "repeat less with `*anchor`"),
    ("expected a key", "a key is text, and this is a list or a mapping", "write one word before the `:`"),
    ("invalid value", "this value does not match its tag", "remove the tag"),
    (
        "mapping values are not allowed",
        "this is not YAML: there cannot be a `:` here",
        "put a text that holds `: ` in quotes; a key begins in the column of the key above it",
    ),
    (
        "cannot start any token",
        "this is not YAML: nothing can begin with this character",
        "put a text that begins with it in quotes",
    ),
    ("tab character", "this is not YAML: there is a tab in the indentation", "indent with spaces"),
    ("unexpected end of stream", UNCLOSED.0, UNCLOSED.1),
    (
        "unexpected document indicator",
        "this is not YAML: the quote that opens here is not closed",
        "close it before the `---`",
    ),
    (
        "escape",
        "this is not YAML: double quotes do not have this escape",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "did not find expected ','",
        "this is not YAML: a `,` or the closing bracket is expected here",
        "put a text that holds brackets, commas or `: ` in quotes",
    ),
    (
        "did not find expected",
        "this is not YAML: the next key or `- item` is expected here",
        "align it with the keys or items above, and put a text that holds quotes in other quotes",
    ),
    (
        "control characters",
        "this is not YAML: there is a control character here",
        "remove it, or write it as an escape in double quotes, such as `\"\\u0007\"`",
    ),
];

/// Why a text could not be read.
pub(crate) enum NotYaml {
    Explained(Problem<usize>),
    /// To explain it takes longer than the reading did.
    Unread(serde_yaml::Error),
}

impl NotYaml {
    /// Returns the problem with its byte.
    pub(super) fn explain(self, text: &str) -> Problem<usize> {
        match self {
            Self::Explained(problem) => problem,
            Self::Unread(error) => explain(text, &error),
        }
    }
}

/// Parses `text` into a tree, and reports what a tree cannot represent: duplicate keys, merge keys, tags.
///
/// # Errors
/// Returns why the text is not YAML, or has several documents.
pub(crate) fn parse(text: &str, problems: &mut Problems<Spot>) -> Result<Tree, NotYaml> {
    limits::check(text).map_err(NotYaml::Explained)?;
    let mut tree = tree::read(text, problems).map_err(NotYaml::Unread)?;
    if foreign::has_odd_key(&tree.root)
        && let Some((at, message, help)) = foreign::explain(text, text.len())
    {
        let problem = Problem { code: Code::YAML, at, part: None, message, help: Some(Help::from(help)) };
        return Err(NotYaml::Explained(problem));
    }
    tree.bare = bare::constants(text, &tree.root);
    quotes::mend(text, &mut tree.root, problems);
    item::mend(text, &mut tree.root, problems);
    for spot in tree::spots_before(text, &comment::suspects(text)) {
        let message = "a `#` after a space begins a comment, and the text ends before it";
        let help = "put the text in quotes; write a space after the `#` of a comment";
        problems.report(Code::YAML_FEATURE, spot, message, help);
    }
    report_anchors(text, problems);
    Ok(tree)
}

/// Reports anchors to which nothing refers: rather, a text begins with `&`.
fn report_anchors(text: &str, problems: &mut Problems<Spot>) {
    let idle = bracket::idle_anchors(text);
    let ends: Vec<usize> = idle.iter().map(|(at, name)| at + 1 + name.len()).collect();
    for (spot, (_, name)) in tree::spots_before(text, &ends).into_iter().zip(idle) {
        let message = format!("nothing refers to the anchor `&{name}`");
        let help = format!("remove `&{name}`, or put a text that begins with it in quotes");
        problems.report(Code::YAML_FEATURE, spot, message, help);
    }
}

fn explain(text: &str, error: &serde_yaml::Error) -> Problem<usize> {
    let said = error.to_string();
    let (at, message, help) = cause(text, place(text, error, &said), &said);
    let is_too_much = [TOO_LARGE, TOO_LONG, "repetition limit"].iter().any(|limit| said.contains(limit));
    let code = if is_too_much { Code::TOO_MANY_VALUES } else { Code::YAML };
    Problem { code, at, part: None, message: one_line(message), help: Some(Help::from(help)) }
}

/// Returns the place of a mistake, what it is, and how to mend it.
fn cause(text: &str, at: usize, said: &str) -> (usize, String, String) {
    if let Some(found) = foreign::explain(text, at) {
        return found;
    }
    if text.get(at..).is_some_and(|rest| rest.starts_with('\t')) {
        return (at, "this is not YAML: there is a tab in the indentation".to_owned(), "indent with spaces".to_owned());
    }
    if let Some(quote) = unclosed::quote(text, at) {
        return (quote, UNCLOSED.0.to_owned(), UNCLOSED.1.to_owned());
    }
    if said.contains("unknown anchor") {
        return unknown_anchor(text, at);
    }
    let is_unexpected = said.contains("did not find expected");
    let is_about_colon =
        said.contains("mapping values are not allowed") || said.contains("could not find expected ':'");
    if is_unexpected && text.get(at..).is_some_and(|rest| rest.starts_with(',')) && bracket::open(text, at).is_empty() {
        let help = "remove it: outside of brackets, the end of the line ends an entry";
        return (at, "this is not YAML: there is a comma behind the value".to_owned(), help.to_owned());
    }
    let found = if is_unexpected || is_about_colon { earlier(text, at) } else { None };
    let found = found.or_else(|| if is_unexpected { explain_unexpected(text, at) } else { None });
    let found = found.or_else(|| if is_about_colon { colon::explain(text, at) } else { None });
    found.unwrap_or_else(|| match SAYINGS.iter().find(|(part, ..)| said.contains(part)) {
        Some((_, message, help)) => (at, (*message).to_owned(), (*help).to_owned()),
        None => {
            let reason = said.split(" at line ").next().unwrap_or(said);
            let help = "look at the quotes, the brackets and the indentation around this place";
            (at, format!("this is not YAML: {reason}"), help.to_owned())
        }
    })
}

/// Names the anchor that is not there, and those that are.
fn unknown_anchor(text: &str, at: usize) -> (usize, String, String) {
    let word =
        |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect() };
    let name = word(text.get(at + 1..).unwrap_or_default());
    let before = text.get(..at).unwrap_or_default();
    let anchors = before.split([' ', '\n']).filter_map(|text| text.strip_prefix('&')).map(word);
    let anchors: Vec<String> = anchors.map(|anchor| format!("`&{anchor}`")).collect();
    let there = match anchors.as_slice() {
        [] => "there is none".to_owned(),
        anchors => format!("those above are {}", anchors.join(", ")),
    };
    let help =
        format!("declare it with `&{name}` at a value above: {there}; put a text that begins with `*` in quotes");
    (at, format!("there is no anchor `{name}` above"), help)
}

/// Finds a mistake on an earlier line, which the parser notices only here.
fn earlier(text: &str, at: usize) -> Option<(usize, String, String)> {
    // A comment may hide the bracket that closes it.
    let hidden = comment::suspects(text).into_iter().take_while(|comment| *comment < at).last();
    let bracket = unclosed::bracket(text, at).filter(|open| hidden.is_none_or(|hidden| hidden < *open));
    let bracket = bracket.map(|open| {
        not_closed(
            open,
            format!("close it with `{}`, or put a text that holds brackets in quotes", closing(text, open)),
        )
    });
    let before_lines = || {
        let open = unclosed::before_lines(text, at)?;
        let help = "remove it, because what is below is in lines; or write commas between, and";
        Some(not_closed(open, format!("{help} `{}`", closing(text, open))))
    };
    bracket
        .or_else(before_lines)
        .or_else(|| colon::explain_name(text, at))
        .or_else(|| dash::explain(text, at))
        .or_else(|| indentation::explain_before(text, at))
}

fn not_closed(open: usize, help: String) -> (usize, String, String) {
    (open, "this is not YAML: the bracket that opens here is not closed".to_owned(), help)
}

/// Returns the bracket that closes the one at a byte.
fn closing(text: &str, open: usize) -> char {
    if text[open..].starts_with('{') { '}' } else { ']' }
}

/// Explains an entry that the parser does not expect: one before it is cut off, or it is not indented like the others.
fn explain_unexpected(text: &str, at: usize) -> Option<(usize, String, String)> {
    if let Some(comment) = comment::suspects(text).into_iter().take_while(|comment| *comment < at).last() {
        let message = "this is not YAML: a `#` after a space begins a comment, and what follows is missing";
        return Some((comment, message.to_owned(), "put the text in quotes".to_owned()));
    }
    dash::explain_item(text, at).or_else(|| indentation::explain(text, at))
}

/// Returns the byte to show: where an unclosed quote opens, or where the message says a control character is.
fn place(text: &str, error: &serde_yaml::Error, said: &str) -> usize {
    if said.contains("more than one document") {
        let second = tree::locate_second(text).unwrap_or(text.len());
        return mark_before(text, second).unwrap_or(second);
    }
    if let Some(byte) = said.rsplit_once(" at position ").and_then(|(_, byte)| byte.parse().ok()) {
        return byte;
    }
    let opening = said.rsplit_once(", while scanning a quoted scalar at line ").and_then(|(_, at)| parse_position(at));
    match opening {
        Some((line, column)) => lines::byte_of(text, line, column),
        None => error.location().map_or(0, |at| at.index()),
    }
}

/// Returns where the line begins that divides a document from the one that begins at a byte.
fn mark_before(text: &str, second: usize) -> Option<usize> {
    let mut end = text.get(..second)?.len();
    for line in text[..second].split_inclusive('\n').rev() {
        end -= line.len();
        if ["---", "...", "%"].iter().any(|mark| line.starts_with(mark)) {
            return Some(end);
        }
    }
    None
}

/// Parses a position in the parser's format: `3 column 8`.
fn parse_position(text: &str) -> Option<(usize, usize)> {
    let (line, column) = text.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}
