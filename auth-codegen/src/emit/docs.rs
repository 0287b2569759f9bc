//! Formats the author's documentation as rustdoc.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The characters that rustdoc reads as links, HTML or emphasis.
const SPECIAL: [char; 6] = ['<', '>', '[', ']', '*', '\\'];
/// The maximum length of a line of documentation.
const WIDTH: usize = 100;

/// Emits a text as doc comments, with line breaks.
pub(super) fn doc(text: &str) -> TokenStream {
    lines(&wrap(&prose(text)))
}

/// Emits `#[deprecated]`, if there is a note on what to use instead.
pub(super) fn deprecated(note: Option<&String>) -> Option<TokenStream> {
    note.map(|note| quote!(#[deprecated(note = #note)]))
}

/// Emits several paragraphs that are already Markdown.
pub(super) fn paragraphs(texts: &[String]) -> TokenStream {
    let wrapped: Vec<Vec<String>> = texts.iter().map(|text| text.lines().flat_map(wrap).collect()).collect();
    lines(&wrapped.join(&String::new()))
}

fn lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| literal(line));
    quote!(#(#[doc = #lines])*)
}

/// Returns the literal of a line, after a space. `Literal::string` escapes letter by letter, which plain lines do not need.
fn literal(line: &str) -> Literal {
    let space = if line.is_empty() { "" } else { " " };
    let is_plain = line.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\');
    let parsed = is_plain.then(|| format!("\"{space}{line}\"").parse().ok()).flatten();
    parsed.unwrap_or_else(|| Literal::string(&format!("{space}{line}")))
}

/// Breaks a paragraph into lines. A list item keeps its indentation.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let indent = if text.starts_with("- ") { "  " } else { "" };
    let (mut lines, mut line, mut width) = (Vec::new(), String::with_capacity(text.len().min(WIDTH)), 0);
    let mut before = "";
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            lines.push(std::mem::take(&mut line));
            (width, before) = (0, indent);
        }
        line.extend([before, word]);
        width += before.len() + length;
        before = " ";
    }
    lines.push(line);
    lines
}

/// Converts plain text to Markdown: puts code words in backticks, and escapes what rustdoc would read as links or HTML.
pub(super) fn prose(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return text.replace('`', "\\`");
    }
    let mut prose = String::with_capacity(text.len() + 8);
    for (index, span) in text.split('`').enumerate() {
        if index > 0 {
            prose.push('`');
        }
        if index % 2 == 0 { write_plain(span, &mut prose) } else { prose.push_str(span) }
    }
    prose
}

fn write_plain(span: &str, prose: &mut String) {
    if is_plain(span) {
        return prose.push_str(span);
    }
    for (index, word) in span.split(' ').enumerate() {
        if index > 0 {
            prose.push(' ');
        }
        if is_code(word) { write_code(word, prose) } else { write_escaped(word, prose) }
    }
}

/// Whether no word of a text is code, a URL or has to be escaped, as in most texts.
fn is_plain(span: &str) -> bool {
    !span.contains(SPECIAL) && !span.contains(['_', ':']) && !is_camel(span)
}

fn is_code(word: &str) -> bool {
    (word.contains('_') || word.contains("::") || is_camel(word)) && !word.contains("://")
}

/// Whether a capital follows a small letter, or two capitals begin a word of small letters, as in `VMware`. `OAuth` is a word, as
/// Clippy knows.
fn is_camel(text: &str) -> bool {
    let is_like = |bytes: &[u8], capitals: usize| {
        bytes[..capitals].iter().all(u8::is_ascii_uppercase) && bytes[capitals..].iter().all(u8::is_ascii_lowercase)
    };
    let bytes = text.as_bytes();
    let is_mixed = bytes.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    is_mixed || bytes.windows(4).any(|four| is_like(four, 2) && four != b"OAut")
}

/// Puts backticks around a word, but not around punctuation at its ends.
fn write_code(word: &str, prose: &mut String) {
    let is_edge = |c: char| !c.is_alphanumeric() && c != '_';
    let start = word.len() - word.trim_start_matches(is_edge).len();
    let end = word.trim_end_matches(is_edge).len().max(start);
    write_escaped(&word[..start], prose);
    prose.extend(["`", &word[start..end], "`"]);
    write_escaped(&word[end..], prose);
}

fn write_escaped(word: &str, prose: &mut String) {
    if let Some(at) = word.find("http").filter(|_| word.contains("://")) {
        let url = word[at..].trim_end_matches(['.', ',', ')', ';']);
        return prose.extend([&word[..at], "<", url, ">", &word[at + url.len()..]]);
    }
    for c in word.chars() {
        if SPECIAL.contains(&c) {
            prose.push('\\');
        }
        prose.push(c);
    }
}

/// Returns a link to the client's method. The path is written separately because rustdoc reads the `#` of `r#` as a URL
/// fragment.
pub(in crate::emit) fn link_to_method(name: &str) -> String {
    match name.strip_prefix("r#") {
        Some(plain) => format!("[`Client::{name}`](Client::{plain})"),
        None => format!("[`Client::{name}`]"),
    }
}
