//! Mutations of a spec, the same in every run: each is one edit that an author could make.

use super::sources::Source;

/// A spec after an edit.
pub(crate) struct Mutant {
    /// What was changed, for a report.
    pub(crate) change: String,
    pub(crate) text: String,
}

/// How many mutants of one source and one kind of edit are tried: enough to meet every pair of a rule and an edit over all
/// sources, few enough for every run of the tests. `PARITY=all` tries every edit of every place, which takes minutes.
const SAMPLE: usize = 25;

/// The edits of a spec.
pub(crate) fn mutants(source: &Source) -> Vec<Mutant> {
    let text = &source.text;
    let kinds = [renamed(text), typed(text), with_values(text), with_keys(text), with_lines(text), without_lines(text)];
    let all = std::env::var("PARITY").is_ok_and(|value| value == "all");
    mixed(kinds.into_iter().flat_map(|kind| if all { kind } else { sample(kind) }).collect())
}

/// In an order that has all kinds of edits from the start, the same in every run.
fn mixed(mutants: Vec<Mutant>) -> Vec<Mutant> {
    let mut numbered: Vec<(u32, Mutant)> =
        (0_u32..).map(|index| index.wrapping_mul(2_654_435_761)).zip(mutants).collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, mutant)| mutant).collect()
}

/// Some of many, evenly: the step is odd, so that it does not always meet the same of a list of edits.
fn sample(mutants: Vec<Mutant>) -> Vec<Mutant> {
    let step = (mutants.len() / SAMPLE) | 1;
    mutants.into_iter().step_by(step).collect()
}

/// Names that are hard: of Rust, of the derives, of the runtime, of other alphabets.
const NAMES: [&str; 36] = [
    "errorCode",
    "type",
    "self",
    "Self",
    "crate",
    "new",
    "clone",
    "start",
    "with_pkce",
    "session",
    "fmt",
    "default",
    "X-Y",
    "a.b",
    "2fa",
    "käse",
    "_",
    "__",
    "Ok",
    "Option",
    "Result",
    "Secret",
    "String",
    "at",
    "token",
    "request",
    "answer",
    "to",
    "json",
    "body",
    "status",
    "other",
    "Other",
    "state",
    "scope",
    "authorization",
];

/// Each word of the author's, everywhere.
fn renamed(text: &str) -> Vec<Mutant> {
    let words = words(text);
    let pairs = words.iter().flat_map(|word| NAMES.iter().map(move |name| (word, name)));
    pairs
        .map(|(word, name)| Mutant { change: format!("{word} -> {name}"), text: replace_word(text, word, name) })
        .collect()
}

/// Words that are followed by a colon, and are none of the language.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (colon, _) in text.match_indices(": ").chain(text.match_indices(":\n")) {
        let start = text[..colon]
            .rfind(|char: char| !is_word(char))
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let word = &text[start..colon];
        if !word.is_empty() && !LANGUAGE.contains(&word) && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_' || char == '-'
}

/// Keys of the language; every other word is a name that the author chose.
const LANGUAGE: [&str; 56] = [
    "name",
    "title",
    "doc",
    "docs",
    "base_url",
    "hosts",
    "scopes",
    "reply_headers",
    "enums",
    "open",
    "values",
    "types",
    "fields",
    "type",
    "at",
    "default",
    "separator",
    "at_least",
    "means",
    "error_body",
    "errors",
    "error_sets",
    "when",
    "example",
    "examples",
    "class",
    "body",
    "endpoints",
    "host",
    "visit",
    "pkce",
    "query",
    "headers",
    "form",
    "json",
    "path",
    "returns",
    "auth",
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "request",
    "response",
    "rust",
    "const",
    "credentials",
    "key",
    "attach",
    "header",
    "prefix",
    "token",
    "from",
    "value",
    "once",
];

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
const TYPES: [&str; 22] = [
    "string",
    "secret",
    "integer",
    "number",
    "boolean",
    "seconds",
    "duration",
    "timestamp",
    "uuid",
    "url",
    "json",
    "optional string",
    "optional secret",
    "optional integer",
    "optional json",
    "list of string",
    "list of secret",
    "list of integer",
    "optional list of string",
    "optional list of secret",
    "optional list of uuid",
    "list of list of string",
];

/// Each type, by each other.
fn typed(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (start, end) in values(text).into_iter().filter(|(start, end)| TYPES.contains(&&text[*start..*end])) {
        mutants.extend(TYPES.iter().map(|ty| splice(text, start, end, ty)));
    }
    mutants
}

/// Values that are hard to carry into Rust.
const VALUES: [&str; 30] = [
    "0",
    "1",
    "-1",
    "true",
    "9007199254740993",
    "\"\"",
    "\" \"",
    "\"a\\u202Eb\"",
    "\"a\\u2066b\"",
    "\"*/ `a` {b} {{c}}\"",
    "\"a\\\"b\\\\c\"",
    "\"a\\tb\"",
    "\"a\\r\\nb\"",
    "\"\\u0000\"",
    "\"🔑 käse\"",
    "/käse",
    "/a b",
    "/a\\tb",
    "/a/{x}/b/{x}",
    "/a//b",
    "/{x",
    "/a?b=c",
    "/a%20b",
    "https://a.example/b",
    "X-Käse",
    "Content-Type",
    "x y",
    "[a, b]",
    "[a.b, c]",
    "\"a..b\"",
];

/// Each value, by each of those.
fn with_values(text: &str) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (start, end) in values(text) {
        mutants.extend(VALUES.iter().map(|value| splice(text, start, end, value)));
    }
    mutants
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

fn splice(text: &str, start: usize, end: usize, value: &str) -> Mutant {
    let line = text[..start].lines().count();
    Mutant {
        change: format!("line {line}: {} -> {value}", &text[start..end]),
        text: format!("{}{value}{}", &text[..start], &text[end..]),
    }
}

/// What a field can say besides its type.
const KEYS: [&str; 16] = [
    "at: a",
    "at: a.b",
    "at: [a, b.c]",
    "at: \"a.0\"",
    "separator: \",\"",
    "separator: \" \"",
    "separator: \"\"",
    "at_least: 0",
    "at_least: 1",
    "default: a",
    "default: 1",
    "default: true",
    "means: code",
    "means: message",
    "rust: other_name",
    "doc: \"a\\u202Eb\"",
];

/// Each type `t` of a field, as `{ type: t, key }`.
fn with_keys(text: &str) -> Vec<Mutant> {
    let is_type = |start: usize, end: usize| {
        let value = &text[start..end];
        TYPES.contains(&value) || value.starts_with("optional ") || value.starts_with("list of ")
    };
    let mut mutants = Vec::new();
    for (start, end) in values(text).into_iter().filter(|(start, end)| is_type(*start, *end)) {
        let value = &text[start..end];
        let in_mapping = text[..start].ends_with("type: ");
        let write =
            |key: &&str| if in_mapping { format!("{value}, {key}") } else { format!("{{ type: {value}, {key} }}") };
        mutants.extend(KEYS.iter().map(|key| splice(text, start, end, &write(key))));
    }
    mutants
}

/// Lines that could be in any mapping.
const LINES: [&str; 20] = [
    "json: {}",
    "form: {}",
    "json: { a: { const: b } }",
    "form: { a: { const: b } }",
    "query: { a: { const: b } }",
    "headers: { X-A: { const: b } }",
    "headers: { accept: { const: b } }",
    "path: { x: string }",
    "doc: \"a\\u202Eb\"",
    "auth: required",
    "host: auth",
    "errors: { 400: { name: Added } }",
    "errors: { 404: { name: Other } }",
    "errors: { 200: { name: Added } }",
    "429: { name: Added, class: retry }",
    "a-b: string",
    "errorCode: { type: optional string, at: error.errorCode }",
    "codes: { type: optional list of string, separator: \",\" }",
    "refresh: renew",
    "lifetime: 7d",
];

/// Each of those before each line, with its indentation.
fn with_lines(text: &str) -> Vec<Mutant> {
    let lines: Vec<&str> = text.lines().collect();
    let mut mutants = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with('-')) {
        let indent = &line[..line.len() - line.trim_start().len()];
        mutants.extend(LINES.iter().map(|added| {
            let added_line = format!("{indent}{added}");
            let text = [&lines[..at], &[added_line.as_str()], &lines[at..]].concat().join("\n");
            Mutant { change: format!("line {}: + {added}", at + 1), text }
        }));
    }
    mutants
}

/// Without each line, and with each line in the place of the next.
fn without_lines(text: &str) -> Vec<Mutant> {
    let lines: Vec<&str> = text.lines().collect();
    let mut mutants = Vec::new();
    for at in 0..lines.len() {
        let without = [&lines[..at], &lines[at + 1..]].concat().join("\n");
        mutants.push(Mutant { change: format!("line {}: removed", at + 1), text: without });
        let mut swapped = lines.clone();
        swapped.swap(at, (at + 1) % lines.len());
        mutants.push(Mutant { change: format!("line {}: swapped with the next", at + 1), text: swapped.join("\n") });
    }
    mutants
}
