//! Sample bodies as pages print them: JSON with comments, with `…` for what was left out, and with commas too many.

use serde_json::Value as Json;

/// JSON at the start of a text, the comments in it, and how many bytes it takes.
#[derive(Debug, PartialEq)]
pub(super) struct Sample {
    pub(super) json: Json,
    /// The name of the member before a comment, and the comment.
    pub(super) notes: Vec<(String, String)>,
    pub(super) length: usize,
}

/// Why a text is not JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotJson {
    pub(super) reason: String,
    /// The line in the text, from 1 on.
    pub(super) line: usize,
}

impl From<serde_json::Error> for NotJson {
    fn from(error: serde_json::Error) -> Self {
        let place = format!(" at line {} column {}", error.line(), error.column());
        Self { reason: error.to_string().replace(&place, ""), line: error.line().max(1) }
    }
}

/// Reads JSON at the start of a text.
pub(super) fn read(text: &str) -> Result<Sample, NotJson> {
    let mut strict = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    match strict.next() {
        Some(Ok(json)) => Ok(Sample { json, notes: Vec::new(), length: strict.byte_offset() }),
        Some(Err(error)) => lenient(text).ok_or_else(|| error.into()),
        None => Err(NotJson { reason: "there is nothing".to_owned(), line: 1 }),
    }
}

fn lenient(text: &str) -> Option<Sample> {
    let mut cleaner = Cleaner { text, at: 0, clean: String::new(), notes: Vec::new(), name: String::new(), depth: 0 };
    cleaner.run()?;
    let json = serde_json::from_str(&cleaner.clean).ok()?;
    Some(Sample { json, notes: cleaner.notes, length: cleaner.at })
}

struct Cleaner<'t> {
    text: &'t str,
    at: usize,
    clean: String,
    notes: Vec<(String, String)>,
    /// The last text, which is the name of a member if a colon follows.
    name: String,
    depth: usize,
}

impl Cleaner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Copies one value. `None` if it never ends.
    fn run(&mut self) -> Option<()> {
        loop {
            let c = self.rest().chars().next()?;
            if c == '"' {
                self.copy_text()?;
            } else if self.rest().starts_with("//") || (c == '#' && self.is_comment()) {
                self.note();
            } else if self.rest().starts_with("/*") {
                self.at += self.rest().find("*/")? + 2;
            } else if c == '…' || self.rest().starts_with("...") {
                self.at +=
                    self.rest().chars().take_while(|c| *c == '…' || *c == '.').map(char::len_utf8).sum::<usize>();
                self.drop_comma();
            } else if c == ',' && self.clean.trim_end().ends_with([',', '{', '[']) {
                self.at += 1;
            } else {
                self.copy(c);
            }
            if self.depth == 0 && matches!(c, '}' | ']') {
                return Some(());
            }
        }
    }

    fn copy(&mut self, c: char) {
        self.at += c.len_utf8();
        match c {
            '{' | '[' => self.depth += 1,
            '}' | ']' => {
                self.depth = self.depth.saturating_sub(1);
                self.drop_comma();
            }
            _ => {}
        }
        self.clean.push(c);
    }

    /// Removes a comma after which nothing comes.
    fn drop_comma(&mut self) {
        let trimmed = self.clean.trim_end();
        if let Some(before) = trimmed.strip_suffix(',') {
            self.clean.truncate(before.len());
        }
        // What was left out of a list or an object leaves a comma behind, unless something follows.
        if !self.clean.trim_end().ends_with(['{', '[', ':'])
            && !self.rest().trim_start().starts_with(['}', ']', ','])
            && self.depth > 0
            && self.is_left_out()
        {
            self.clean.push(',');
        }
    }

    /// Whether what comes next is another member, after `…`.
    fn is_left_out(&self) -> bool {
        self.rest().trim_start().starts_with(['"', '{', '['])
    }

    fn copy_text(&mut self) -> Option<()> {
        let rest = self.rest();
        let mut is_escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            ends
        });
        let (end, _) = end?;
        let text = rest.get(..=end)?.to_owned();
        self.at += text.len();
        if self.rest().trim_start().starts_with(':') {
            text.trim_matches('"').clone_into(&mut self.name);
        }
        // A line end in a text, which wrapping pages make.
        self.clean.push_str(&text.replace('\n', " "));
        Some(())
    }

    /// A `#` at the start of what is left of a line, and not in a value.
    fn is_comment(&self) -> bool {
        self.clean.ends_with([' ', '\t', '\n'])
    }

    fn note(&mut self) {
        let line = self.rest().lines().next().unwrap_or_default();
        let text = line.trim_start_matches(['/', '#']).trim().to_owned();
        self.at += line.len();
        if !text.is_empty() {
            self.notes.push((self.name.clone(), text));
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_pages_print() {
        let rows = [
            (r#"{"a": 1} more"#, json!({"a": 1})),
            ("{\"a\": 1, // the number\n \"b\": [1, 2, ...],\n}", json!({"a": 1, "b": [1, 2]})),
            ("{\"a\": 1, …}", json!({"a": 1})),
            ("{\"a\": [{\"b\": 1}, …]}", json!({"a": [{"b": 1}]})),
            ("{\"a\": 1,\n ...\n \"b\": 2}", json!({"a": 1, "b": 2})),
            ("{ ... }", json!({})),
            ("{\"a\": \"x // y ...\" /* z */}", json!({"a": "x // y ..."})),
            ("[1, 2,]", json!([1, 2])),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text).map(|sample| sample.json), Ok(expected), "{text}");
        }
        let sample = read("{\"a\": 1, // optional\n}").expect("a sample");
        assert_eq!(sample.notes, [("a".to_owned(), "optional".to_owned())]);
        for hostile in ["{", "{\"a", "[[[[", "{\"a\": }", "", "{…"] {
            assert!(read(hostile).is_err(), "{hostile}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
