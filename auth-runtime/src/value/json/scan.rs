//! Iterates over well-formed JSON text, without recursion and without copying.
//!
//! `serde_json` has checked the text before; on malformed text the iteration ends early, and never panics.

/// Returns the members of an object: the name as a literal with its quotes, and the text of the value.
pub(super) fn members(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut values = elements(text);
    std::iter::from_fn(move || Some((values.next()?, values.next()?)))
}

/// Returns the texts of an array's elements.
pub(super) fn elements(text: &str) -> impl Iterator<Item = &str> {
    Values { text, at: 0 }
}

/// Returns the string literals of a text with their quotes, each with its offset.
pub(crate) fn literals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find('"')?;
        at = string_end(text.as_bytes(), start);
        Some((start, text.get(start..at)?))
    })
}

/// Whether the text is nested more than `limit` deep. Few texts have that many brackets at all.
pub(super) fn is_deeper(text: &str, limit: usize) -> bool {
    text.len() > limit && brackets(text) > limit && depth(text) > limit
}

/// Returns how many arrays and objects begin, and such brackets in strings. The sums of short pieces fit into bytes, so
/// that many bytes are compared at once.
fn brackets(text: &str) -> usize {
    // The two differ in one bit.
    let is_bracket = |byte: &u8| u8::from(byte | 0x20 == b'{');
    text.as_bytes().chunks(255).map(|piece| usize::from(piece.iter().map(is_bracket).sum::<u8>())).sum()
}

/// Returns the maximum nesting depth of arrays and objects.
fn depth(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut deepest) = (0_usize, 0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        at += 1;
    }
    deepest
}

/// The values of an array or object that follow a position. Of an object, names and values alternate.
struct Values<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Values<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.skip_punctuation();
        let bytes = self.text.as_bytes();
        let start = self.at;
        self.at = match bytes.get(start)? {
            b'}' | b']' => return None,
            b'"' => string_end(bytes, start),
            b'{' | b'[' => nested_end(bytes, start),
            _ => scalar_end(bytes, start),
        };
        self.text.get(start..self.at)
    }
}

impl Values<'_> {
    /// Skips punctuation, which includes the bracket that opens the whole text.
    fn skip_punctuation(&mut self) {
        let bytes = self.text.as_bytes();
        if self.at == 0 {
            self.at = 1;
        }
        while let Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b':') = bytes.get(self.at) {
            self.at += 1;
        }
    }
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn nested_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return at + 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn scalar_end(bytes: &[u8], start: usize) -> usize {
    let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().position(ends).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_one_level() {
        let text = r#"{ "a" : 1 ,"b":"x\"},", "c": {"d":[1,{}]}, "e\\":null, "":true }"#;
        let found: Vec<_> = members(text).collect();
        let expected = [
            (r#""a""#, "1"),
            (r#""b""#, r#""x\"},""#),
            (r#""c""#, r#"{"d":[1,{}]}"#),
            (r#""e\\""#, "null"),
            (r#""""#, "true"),
        ];
        assert_eq!(found, expected);
        assert_eq!(
            elements(r#"[ [1,2], "]" ,{"a":1} , 3]"#).collect::<Vec<_>>(),
            ["[1,2]", r#""]""#, r#"{"a":1}"#, "3"]
        );
        assert_eq!(elements("[]").count() + members("{}").count() + members(" ").count(), 0);
        assert_eq!(depth(r#"{"a":[{"b":"[[["}],"c":[]}"#), 3);
        assert_eq!(literals(r#"{"a":["b\"",1]}"#).collect::<Vec<_>>(), [(1, r#""a""#), (6, r#""b\"""#)]);
    }

    #[test]
    fn never_panics_on_other_text() {
        for text in ["", "\"", "\"\\", "{", "[1", "{\"a", "}", "{\"a\":", "[\"é\\", "nul"] {
            let _ = (members(text).count(), elements(text).count(), literals(text).count(), depth(text));
        }
    }
}
