//! Mutations of a spec, the same in every run: each is one edit that an author could make.

use auth_tests::by_samples;

use super::sources::Source;

/// A spec after an edit.
pub(crate) struct Mutant {
    /// What was changed, for a report.
    pub(crate) change: String,
    pub(crate) text: String,
}

/// An edit of a text.
enum Edit {
    /// What is between two bytes.
    Replace(usize, usize, String),
    /// A word, wherever it is.
    Rename(String, &'static str),
}

/// How many mutants of one source and one kind of edit are tried: enough to meet every pair of a rule and an edit over all
/// sources, few enough for every run of the tests. `PARITY=1` to `PARITY=99` try other samples, of which each takes as long.
fn sample_size() -> usize {
    by_samples(25, 10)
}

/// The mutants of a spec, in an order that has all kinds of edits from the start, the same in every run.
pub(crate) fn mutants(source: &Source) -> Vec<Mutant> {
    let text = &source.text;
    let first = std::env::var("PARITY").ok().and_then(|first| first.parse().ok()).unwrap_or(0);
    let kinds = [renamed(text), typed(text), with_values(text), with_keys(text), with_lines(text), without_lines(text)];
    let edits = kinds.iter().flat_map(|kind| sample(kind, first));
    let mut numbered: Vec<(u32, &Edit)> = (0_u32..).map(|index| index.wrapping_mul(2_654_435_761)).zip(edits).collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, edit)| apply(edit, text)).collect()
}

/// Some of many, evenly: the step is odd, so that it does not always meet the same of a list of edits.
fn sample(edits: &[Edit], first: usize) -> impl Iterator<Item = &Edit> {
    let step = (edits.len() / sample_size()) | 1;
    edits.iter().skip(first % step).step_by(step)
}

fn apply(edit: &Edit, text: &str) -> Mutant {
    match edit {
        Edit::Rename(word, name) => {
            Mutant { change: format!("{word} -> {name}"), text: replace_word(text, word, name) }
        }
        Edit::Replace(start, end, with) => {
            let (before, replaced, after) = (&text[..*start], &text[*start..*end], &text[*end..]);
            let change = format!("line {}: {replaced:?} -> {with:?}", before.lines().count());
            Mutant { change, text: format!("{before}{with}{after}") }
        }
    }
}

/// Names that are hard: of Rust, of the derives, of the runtime, of other alphabets.
const NAMES: &str = include_str!("names.txt");

/// Each word of the author's, everywhere.
fn renamed(text: &str) -> Vec<Edit> {
    let words = words(text);
    words.iter().flat_map(|word| NAMES.lines().map(move |name| Edit::Rename(word.clone(), name))).collect()
}

/// Words that are followed by a colon, and are none of the language.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (colon, _) in text.match_indices(": ").chain(text.match_indices(":\n")) {
        let start = text[..colon]
            .rfind(|char: char| !is_word(char))
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let word = &text[start..colon];
        if !word.is_empty() && !LANGUAGE.lines().any(|known| known == word) && !words.iter().any(|known| known == word)
        {
            words.push(word.to_owned());
        }
    }
    words
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_' || char == '-'
}

/// Keys of the language; every other word is a name that the author chose.
const LANGUAGE: &str = include_str!("language.txt");

/// Only where it is a whole word.
fn replace_word(text: &str, word: &str, with: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut end = 0;
    for (start, _) in text.match_indices(word) {
        let after = start + word.len();
        if !text[..start].ends_with(is_word) && !text[after..].starts_with(is_word) {
            replaced.push_str(&text[end..start]);
            replaced.push_str(with);
            end = after;
        }
    }
    replaced.push_str(&text[end..]);
    replaced
}

/// The types of the language.
const TYPES: &str = include_str!("types.txt");

fn is_simple(ty: &str) -> bool {
    TYPES.lines().any(|known| known == ty)
}

/// Each type, by each other.
fn typed(text: &str) -> Vec<Edit> {
    let types = values(text).into_iter().filter(|(start, end)| is_simple(&text[*start..*end]));
    types.flat_map(|(start, end)| TYPES.lines().map(move |ty| Edit::Replace(start, end, ty.to_owned()))).collect()
}

/// Values that are hard to carry into Rust.
const VALUES: &str = include_str!("values.txt");

/// Each value, by each of those.
fn with_values(text: &str) -> Vec<Edit> {
    let replace = |(start, end)| VALUES.lines().map(move |value| Edit::Replace(start, end, value.to_owned()));
    values(text).into_iter().flat_map(replace).collect()
}

/// Where the values are: after a colon, up to a comma, a brace or the end of the line.
fn values(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (colon, _) in text.match_indices(": ") {
        let start = colon + 2;
        let rest = &text[start..];
        let end = rest.find([',', '}', ']', '\n', '#']).unwrap_or(rest.len());
        let value = rest[..end].trim_end();
        if !value.is_empty() && !value.starts_with(['{', '[', '"', '\'', '|', '>']) {
            found.push((start, start + value.len()));
        }
    }
    found
}

/// What a field can say besides its type.
const KEYS: &str = include_str!("keys.txt");

/// Each type `t` of a field, as `{ type: t, key }`.
fn with_keys(text: &str) -> Vec<Edit> {
    let is_type = |value: &str| is_simple(value) || value.starts_with("optional ") || value.starts_with("list of ");
    let mut edits = Vec::new();
    for (start, end) in values(text).into_iter().filter(|(start, end)| is_type(&text[*start..*end])) {
        let (value, in_mapping) = (&text[start..end], text[..start].ends_with("type: "));
        let write =
            |key: &str| if in_mapping { format!("{value}, {key}") } else { format!("{{ type: {value}, {key} }}") };
        edits.extend(KEYS.lines().map(|key| Edit::Replace(start, end, write(key))));
    }
    edits
}

/// Lines that could be in any mapping.
const LINES: &str = include_str!("lines.txt");

/// Each of those before each line, with its indentation.
fn with_lines(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (start, line) in lines(text).into_iter().filter(|(_, line)| !line.trim_start().starts_with('-')) {
        let indent = &line[..line.len() - line.trim_start().len()];
        edits.extend(LINES.lines().map(|added| Edit::Replace(start, start, format!("{indent}{added}\n"))));
    }
    edits
}

/// Without each line, and with each line after the next.
fn without_lines(text: &str) -> Vec<Edit> {
    let lines = lines(text);
    let removed = lines.iter().map(|(start, line)| Edit::Replace(*start, start + line.len(), String::new()));
    let swapped = lines.windows(2).map(|pair| {
        let ((start, first), (second_start, second)) = (pair[0], pair[1]);
        Edit::Replace(start, second_start + second.len(), format!("{second}{first}"))
    });
    removed.chain(swapped).collect()
}

/// Each line with its end, and where it begins.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let line = |line: &'_ str| {
        start += line.len();
        start - line.len()
    };
    let starts: Vec<usize> = text.split_inclusive('\n').map(line).collect();
    starts.into_iter().zip(text.split_inclusive('\n')).collect()
}
