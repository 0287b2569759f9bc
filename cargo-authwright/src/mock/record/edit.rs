//! Adds an example to the text of a spec. Everything else stays as it is, comments, layout and line ends included.

mod block;
mod brackets;

use serde_json::Value as Json;

use self::block::block_end;
use self::brackets::{Close, close};
use super::place::{Wanted, find};
use crate::import::write::yaml;

const EXAMPLES: &str = "examples";
/// The greatest width of a line to which an example is added.
const WIDTH: usize = 132;
const BY_HAND: &str = "its examples are written in a way that cannot be edited: add it by hand";

/// Adds an example to an endpoint. `None` if it has the same one already.
///
/// # Errors
/// Says why it cannot be added.
pub(super) fn append(text: &str, endpoint: &str, example: &Json) -> Result<Option<String>, String> {
    let before: Json = read(text)?;
    let known = before.pointer(&pointer(endpoint)).cloned();
    if known.as_ref().and_then(Json::as_array).is_some_and(|known| known.contains(example)) {
        return Ok(None);
    }
    let after = insert(text, endpoint, example).ok_or(BY_HAND)?;
    let is_right = read(&after).is_ok_and(|found| found == expected(before, endpoint, example));
    if is_right { Ok(Some(after)) } else { Err(BY_HAND.to_owned()) }
}

fn read(text: &str) -> Result<Json, String> {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| BY_HAND.to_owned())
}

fn pointer(endpoint: &str) -> String {
    format!("/endpoints/{endpoint}/{EXAMPLES}")
}

/// Returns the content of the text that is wanted.
fn expected(mut json: Json, endpoint: &str, example: &Json) -> Json {
    match json.pointer_mut(&pointer(endpoint)) {
        Some(Json::Array(examples)) => examples.push(example.clone()),
        Some(_) => {}
        None => {
            let of_endpoint = json.pointer_mut(&format!("/endpoints/{endpoint}")).and_then(Json::as_object_mut);
            if let Some(members) = of_endpoint {
                members.insert(EXAMPLES.to_owned(), Json::Array(vec![example.clone()]));
            }
        }
    }
    json
}

fn insert(text: &str, endpoint: &str, example: &Json) -> Option<String> {
    let path = ["endpoints", endpoint, EXAMPLES];
    let end_of_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let editor = Editor { text, end_of_line };
    let (key, value) = match find(text, &path, Wanted::Key) {
        Some(key) => (key, find(text, &path, Wanted::Value)?),
        None => return editor.add_key(endpoint, example),
    };
    let value = editor.after_anchor(value);
    match editor.from(value).chars().next()? {
        // An alias leads to another place.
        _ if value < key => None,
        '[' => editor.add_to_flow(value, &yaml::flow(example)),
        '-' => editor.add_to_block(value, |column| yaml::items(std::slice::from_ref(example), column)),
        _ => None,
    }
}

struct Editor<'t> {
    text: &'t str,
    end_of_line: &'static str,
}

impl Editor<'_> {
    fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn splice(&self, at: usize, new: &str) -> String {
        format!("{}{new}{}", self.text.get(..at).unwrap_or_default(), self.from(at))
    }

    /// Skips `&name`.
    fn after_anchor(&self, at: usize) -> usize {
        let rest = self.from(at);
        if !rest.starts_with('&') {
            return at;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let blank = rest.get(end..).unwrap_or_default();
        at + end + (blank.len() - blank.trim_start().len())
    }

    /// Returns the start of a line, and the column of a byte in it.
    fn column(&self, at: usize) -> (usize, usize) {
        let start = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        (start, self.text.get(start..at).map_or(0, |before| before.chars().count()))
    }

    /// Adds a value before the bracket that closes a list or a mapping.
    fn add_to_flow(&self, open: usize, new: &str) -> Option<String> {
        let Close { last, bracket } = close(self.text, open)?;
        let (start, _) = self.column(last);
        let line = self.text.get(start..last).unwrap_or_default();
        let is_empty = last == open + 1;
        let comma = if is_empty || line.ends_with(',') { "" } else { "," };
        let rest_of_line = self.from(last).lines().next().unwrap_or_default();
        let has_comment = self.text.get(last..bracket).is_some_and(|between| between.contains('#'));
        let fits = line.chars().count() + new.chars().count() + rest_of_line.chars().count() < WIDTH;
        let (open_line, open_column) = self.column(open);
        if fits && !has_comment && open_line == start || is_empty {
            let blank = if is_empty { "" } else { " " };
            return Some(self.splice(last, &format!("{comma}{blank}{new}")));
        }
        let indent = if open_line == start { self.indent_of(open_line) + 2 } else { self.indent_of(start) };
        let indent = if open_line == start { indent } else { indent.max(open_column.min(2)) };
        let new = format!("{}{}{new}", self.end_of_line, " ".repeat(indent));
        if !has_comment {
            return Some(self.splice(last, &format!("{comma}{new}")));
        }
        // The comment after the last value stays where it is.
        let end = last + rest_of_line.trim_end_matches('\r').len();
        let with_comma = self.splice(end, &new);
        Some(format!("{}{comma}{}", with_comma.get(..last)?, with_comma.get(last..)?))
    }

    fn indent_of(&self, line: usize) -> usize {
        let rest = self.from(line);
        rest.len() - rest.trim_start_matches(' ').len()
    }

    /// Adds lines after the last one of a block that starts here. They are made for its column.
    fn add_to_block(&self, start: usize, lines: impl Fn(usize) -> Vec<String>) -> Option<String> {
        let (line, column) = self.column(start);
        if self.text.get(line..start)?.chars().any(|c| c != ' ') {
            return None;
        }
        let end = block_end(self.text, start, column);
        let lines = lines(column).join(self.end_of_line);
        let is_line = self.text.get(..end)?.ends_with('\n');
        let (before, after) = if is_line { ("", self.end_of_line) } else { (self.end_of_line, "") };
        Some(self.splice(end, &format!("{before}{lines}{after}")))
    }

    /// Adds the key to an endpoint that has no examples.
    fn add_key(&self, endpoint: &str, example: &Json) -> Option<String> {
        let path = ["endpoints", endpoint];
        let (key, value) = (find(self.text, &path, Wanted::Key)?, find(self.text, &path, Wanted::Value)?);
        let value = self.after_anchor(value);
        match self.from(value).chars().next()? {
            _ if value < key => None,
            '{' => self.add_to_flow(value, &format!("{EXAMPLES}: [{}]", yaml::flow(example))),
            _ => self.add_to_block(value, |column| {
                let head = format!("{}{EXAMPLES}:", " ".repeat(column));
                [head].into_iter().chain(yaml::items(std::slice::from_ref(example), column + 2)).collect()
            }),
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;
    use serde_json::json;

    /// Adds an example to the endpoint `a`, and returns the lines that are new or changed.
    fn added(spec: &str) -> String {
        let example = json!({ "request": { "id": "x_1" }, "response": { "ok": true } });
        let after = append(spec, "a", &example).map_or_else(|error| error, |after| after.expect("a new one"));
        let before: Vec<&str> = spec.lines().collect();
        after.lines().filter(|line| !before.contains(line)).collect::<Vec<_>>().join("\n")
    }

    const NEW: &str = "- { request: { id: x_1 }, response: { ok: true } }";

    #[test]
    fn block_lists_get_an_item() {
        let tails = [
            "",
            "  b: {}\n",
            "\n# what follows\n  b: {}\n",
            "        # of the item\n\n  # of b\n  b: {}\ncredentials: {}\n",
        ];
        for tail in tails {
            let spec = format!(
                "endpoints:\n  a:\n    examples:  # all\n      - request: {{ id: 1 }}  # one\n        response: 2\n{tail}"
            );
            assert_eq!(added(&spec), format!("      {NEW}"), "{spec}");
            let flat = format!("endpoints:\n  a:\n    examples:\n    - 1\n    -\n      2\n{tail}");
            assert_eq!(added(&flat), format!("    {NEW}"), "{flat}");
        }
        assert_eq!(added("endpoints:\n  a:\n    examples:\n      - 1"), format!("      {NEW}"));
    }

    #[test]
    fn flow_lists_get_a_value() {
        let new = NEW.trim_start_matches("- ");
        let rows = [
            ("    examples: [1] # é", format!("    examples: [1, {new}] # é")),
            ("    examples: []", format!("    examples: [{new}]")),
            ("    examples: [ 1, ]", format!("    examples: [ 1, {new} ]")),
            ("    examples: [\"]\", ']', 1]", format!("    examples: [\"]\", ']', 1, {new}]")),
            ("    examples: &all [1]", format!("    examples: &all [1, {new}]")),
            ("    examples:\n      [1]", format!("      [1, {new}]")),
        ];
        for (line, expected) in rows {
            assert_eq!(added(&format!("endpoints:\n  a:\n    GET: /é\n{line}\n  b: {{}}\n")), expected, "{line}");
        }
        let long = "x".repeat(100);
        assert_eq!(
            added(&format!("endpoints:\n  a:\n    examples: [{long}]\n")),
            format!("    examples: [{long},\n      {new}]")
        );
        let tall = "endpoints:\n  a:\n    examples: [\n      1,  # one\n      2   # two ]\n    ]\n";
        assert_eq!(added(tall), format!("      2,   # two ]\n      {new}"));
    }

    #[test]
    fn an_endpoint_without_examples_gets_them() {
        let new = NEW.trim_start_matches("- ");
        assert_eq!(added("endpoints:\n  a:\n    GET: /a\n  # b\n  b: {}\n"), format!("    examples:\n      {NEW}"));
        assert_eq!(added("endpoints:\n  a: { GET: /a }\n"), format!("  a: {{ GET: /a, examples: [{new}] }}"));
        assert_eq!(
            added("endpoints: { a: { GET: /a } }\n"),
            format!("endpoints: {{ a: {{ GET: /a, examples: [{new}] }} }}")
        );
    }

    #[test]
    fn all_else_stays() {
        let spec = "\u{feff}endpoints:\r\n  a:\r\n    examples:\r\n      - 1\r\n  b: {}\r\n";
        let after = append(spec, "a", &json!(2)).expect("a place").expect("a new one");
        assert_eq!(after, spec.replace("- 1\r\n", "- 1\r\n      - 2\r\n"));
        assert_eq!(append(spec, "a", &json!(1)), Ok(None));
    }

    #[test]
    fn what_cannot_be_edited_is_left() {
        for spec in [
            "endpoints:\n  b: { examples: &all [1] }\n  a: { examples: *all }\n",
            "endpoints:\n  b: &b\n    examples: [1]\n  a: *b\n",
            "endpoints:\n  a:\n    examples: 1\n",
            "endpoints:\n  c: {}\n",
            "a: [",
        ] {
            assert!(append(spec, "a", &json!(2)).is_err(), "{spec}");
        }
    }
}
