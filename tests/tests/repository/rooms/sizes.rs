//! The lines of functions and of `quote!`, read from formatted source: an item ends at the next `}` or `)` with the
//! indentation of its first line.

pub(crate) struct Sizes {
    pub(crate) functions: Vec<Part>,
    pub(crate) quotes: Vec<Part>,
}

pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) lines: usize,
}

/// The functions and quotations of a file, without its tests.
pub(crate) fn of(text: &str) -> Sizes {
    let lines = without_tests(text);
    let parts = |name: fn(&str) -> Option<&str>| {
        let named = lines.iter().enumerate().filter_map(|(at, line)| Some((at, name(line)?)));
        named.map(|(at, name)| Part { name: name.to_owned(), lines: length(&lines[at..]) }).collect()
    };
    Sizes { functions: parts(function), quotes: parts(quotation) }
}

/// The lines of each, shortest first.
pub(crate) fn sorted<'a>(parts: impl Iterator<Item = &'a Part>) -> Vec<usize> {
    let mut lines: Vec<usize> = parts.map(|part| part.lines).collect();
    lines.sort_unstable();
    lines
}

/// The value that this percentage of all values does not exceed.
pub(crate) fn percentile(sorted: &[usize], percent: usize) -> usize {
    let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(at).copied().unwrap_or_default()
}

/// The lines of a file, without its unit tests.
fn without_tests(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test") {
            at += 1 + length(&lines[at + 1..]);
        } else {
            kept.push(*line);
            at += 1;
        }
    }
    kept
}

/// The name of the function that begins on a line.
fn function(line: &str) -> Option<&str> {
    let (before, after) = line.trim_start().split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", "extern", "\"C\""];
    let is_head = before.split_whitespace().all(|word| words.contains(&word) || word.starts_with("pub(in"));
    let name = after.split(['(', '<']).next().unwrap_or_default();
    (is_head && !line.trim_end().ends_with(';')).then_some(name)
}

/// A name for the quotation that begins on a line.
fn quotation(line: &str) -> Option<&str> {
    let opens = ["quote! {", "quote!(", "quote_spanned! {", "quote_spanned!("].iter().any(|name| line.contains(name));
    (opens && !line.trim_start().starts_with("//")).then_some("quote")
}

/// The number of lines of the item that begins on the first.
fn length(lines: &[&str]) -> usize {
    let first = lines.first().copied().unwrap_or_default();
    if is_balanced(first) && (first.ends_with(['}', ';']) || function(first).is_none()) {
        return 1;
    }
    let ends = |line: &&str| indent(line) == indent(first) && is_end(line);
    1 + lines.iter().skip(1).position(ends).map_or(lines.len() - 1, |at| at + 1)
}

/// Whether a line ends an item, rather than the parameters before a body.
fn is_end(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('}')
        || line.starts_with(')') && !line.contains("->") && !line.ends_with('{')
        || line.ends_with(';')
}

fn is_balanced(line: &str) -> bool {
    let count = |all: [char; 2]| line.matches(all).count();
    count(['{', '(']) == count(['}', ')'])
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
