//! Refuses texts for which the YAML parser would need much memory or time: it takes 140 bytes for each event, and looks at
//! each open bracket for each token.

use auth_language::problem::{Code, Help, Problem};

use crate::text::bracket;

/// What is said of a text with too many values, and of one that is nested too deeply.
pub(super) const TOO_MANY: (&str, &str) = (
    "this spec has too many values",
    "a spec has at most 32,768 keys and items; repeat less with `*anchor`, or make several specs of it",
);
pub(super) const TOO_DEEP: (&str, &str) =
    ("this is nested too deeply", "a spec is a few levels deep, and no value contains itself by `*anchor`");

/// How many brackets may be open, ten times as many as the reader takes.
const DEEPEST: usize = 1_000;
/// How many marks a text may have: as many as the specs of sixty providers have together. Each may become a field, which
/// takes two kilobytes at the worst moment.
const MARKS: usize = 1 << 15;

/// Checks how deep and how crowded a text is.
pub(super) fn check(text: &str) -> Result<(), Problem<usize>> {
    if let Some(at) = marks(text).nth(MARKS) {
        return Err(refusal(Code::TOO_MANY_VALUES, at, TOO_MANY));
    }
    // A text that has few brackets is not deep.
    if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).nth(DEEPEST).is_none() {
        return Ok(());
    }
    bracket::deeper(text, DEEPEST).map_or(Ok(()), |at| Err(refusal(Code::YAML, at, TOO_DEEP)))
}

/// Returns the bytes that may begin a key or value, or end one.
fn marks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(at, byte)| is_mark(**byte, bytes.get(at + 1))).map(|(at, _)| at)
}

fn is_mark(byte: u8, next: Option<&u8>) -> bool {
    match byte {
        b'[' | b'{' | b',' => true,
        b':' | b'-' | b'?' => matches!(next, None | Some(b' ' | b'\n' | b'\t' | b'\r')),
        _ => false,
    }
}

fn refusal(code: Code, at: usize, (message, help): (&str, &str)) -> Problem<usize> {
    Problem { code, at, part: None, message: message.to_owned(), help: Some(Help::from(help)) }
}
