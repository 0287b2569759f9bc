//! The author's sentences as rustdoc.

use proc_macro2::TokenStream;
use quote::quote;

/// How long a line of documentation may be.
const WIDTH: usize = 100;

/// A sentence as doc comments, in lines of readable length.
pub(super) fn doc(text: &str) -> TokenStream {
    lines(&wrap(&prose(text)))
}

/// Several paragraphs that are markdown already.
pub(super) fn paragraphs(texts: &[String]) -> TokenStream {
    let wrapped: Vec<Vec<String>> = texts.iter().map(|text| text.lines().flat_map(wrap).collect()).collect();
    lines(&wrapped.join(&String::new()))
}

fn lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// Breaks a paragraph between words. An item of a list keeps its indentation.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let indent = if text.starts_with("- ") { "  " } else { "" };
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let room = lines.last().map_or(0, |line| line.chars().count());
        if room > 0 && room + 1 + word.chars().count() > WIDTH {
            lines.push(indent.to_owned());
        }
        if let Some(line) = lines.last_mut() {
            if !line.trim().is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// Plain text as markdown: words of code get backticks, and what rustdoc would take for links or HTML is escaped.
pub(super) fn prose(text: &str) -> String {
    let spans =
        text.split('`').enumerate().map(|(index, span)| if index % 2 == 0 { plain(span) } else { span.to_owned() });
    let joined = spans.collect::<Vec<_>>().join("`");
    if text.matches('`').count().is_multiple_of(2) { joined } else { text.replace('`', "\\`") }
}

fn plain(span: &str) -> String {
    let words = span.split(' ').map(|word| if is_code(word) { quote_word(word) } else { escape(word) });
    words.collect::<Vec<_>>().join(" ")
}

fn is_code(word: &str) -> bool {
    let camel = word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    !word.contains("://") && (camel || word.contains('_') || word.contains("::"))
}

/// Backticks around a word, but not around the punctuation at its ends.
fn quote_word(word: &str) -> String {
    let is_edge = |c: char| !c.is_alphanumeric() && c != '_';
    let start = word.len() - word.trim_start_matches(is_edge).len();
    let end = word.trim_end_matches(is_edge).len().max(start);
    format!("{}`{}`{}", escape(&word[..start]), &word[start..end], escape(&word[end..]))
}

fn escape(word: &str) -> String {
    if let Some(at) = word.find("http").filter(|_| word.contains("://")) {
        let url = word[at..].trim_end_matches(['.', ',', ')', ';']);
        return format!("{}<{url}>{}", &word[..at], &word[at + url.len()..]);
    }
    word.chars().fold(String::new(), |mut escaped, c| {
        if "<>[]*\\".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
        escaped
    })
}
