//! Reading a mapping key by key, so that what was never asked for is an unknown key.

use crate::read::{Named, Spanned, Text};
use crate::suggest;
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Entry, Node, Spot, Value};

/// A mapping whose keys belong to the language. What is wrong with them is reported by [`Mapping::finish`].
pub(super) struct Mapping<'a> {
    /// What the mapping is, in an author's words: `an endpoint`.
    what: &'static str,
    pub(super) spot: Spot,
    entries: &'a [Entry],
    known: Vec<&'static str>,
    missing: Vec<Missing>,
}

/// A key that must be there and is not, or one of several.
struct Missing {
    keys: Vec<&'static str>,
    message: String,
    help: String,
}

impl<'a> Mapping<'a> {
    pub(super) fn of(node: &'a Node, what: &'static str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let entries = entries(node, what, diagnostics)?;
        Some(Self { what, spot: node.spot, entries, known: Vec::new(), missing: Vec::new() })
    }

    /// The value of a key, which is known from now on.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub(super) fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(super) fn required(&mut self, key: &'static str) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            let message = format!("{} needs `{key}`", self.what);
            let help = format!("add `{key}: …` to this mapping");
            self.missing.push(Missing { keys: vec![key], message, help });
        }
        found
    }

    /// Remembers that one of these keys must be there.
    pub(super) fn need(&mut self, keys: &[&'static str], message: &str, help: &str) {
        self.missing.push(Missing { keys: keys.to_vec(), message: message.to_owned(), help: help.to_owned() });
    }

    pub(super) fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.get(key).and_then(|node| parse_text(node, diagnostics))
    }

    /// The name of something; `what` says of what.
    pub(super) fn reference(&mut self, key: &'static str, what: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.get(key).and_then(|node| parse_reference(node, key, what, diagnostics))
    }

    pub(super) fn required_reference(
        &mut self,
        key: &'static str,
        what: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Text> {
        self.required(key).and_then(|node| parse_reference(node, key, what, diagnostics))
    }

    /// A text that must be there; a stand-in where it is not, so that the rest is read and checked all the same.
    pub(super) fn text_or(&mut self, key: &'static str, stand_in: &str, diagnostics: &mut Diagnostics) -> Text {
        let text = self.required_text(key, diagnostics);
        text.unwrap_or_else(|| Spanned { value: stand_in.to_owned(), spot: self.spot })
    }

    pub(super) fn required_text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.required(key).and_then(|node| parse_text(node, diagnostics))
    }

    /// One of the words that a key may have; `words` names them.
    pub(super) fn word(&mut self, key: &'static str, words: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
        let node = self.get(key)?;
        if let Value::Text(word) = &node.value {
            return Some(Spanned { value: word.clone(), spot: node.spot });
        }
        diagnostics.lose(key);
        expected(node, words, diagnostics)
    }

    pub(super) fn boolean(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.get(key)?;
        match node.value {
            Value::Boolean(value) => Some(value),
            _ => expected(node, "`true` or `false`", diagnostics),
        }
    }

    pub(super) fn count(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<u32>> {
        let node = self.get(key)?;
        match node.value {
            Value::Integer(value) => {
                let count = u32::try_from(value).ok().map(|value| Spanned { value, spot: node.spot });
                if count.is_none() {
                    let message = format!("a count is a number from 0 to {}, and this is {value}", u32::MAX);
                    diagnostics.report(node.spot, message, "write another number");
                    diagnostics.lose_value();
                }
                count
            }
            _ => expected(node, "a whole number", diagnostics),
        }
    }

    /// A mapping under `key` whose own keys are the author's. Absent is empty.
    pub(super) fn named<T>(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
        parse: impl FnMut(&'a Node, &mut Diagnostics) -> Option<T>,
    ) -> Vec<Named<T>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let parsed = parse_named(node, &format!("`{key}`"), diagnostics, parse);
        if parsed.is_empty() && !matches!(&node.value, Value::Map(entries) if entries.is_empty()) {
            diagnostics.lose(key);
        }
        parsed
    }

    /// Reports every key that is missing, and every one that nobody asked for. One that is misspelt is not missing too.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        let first = self.entries.first().map_or(self.spot, |entry| entry.key_spot);
        for Missing { keys, message, help } in &self.missing {
            let is_misspelt = |entry: &Entry| keys.iter().any(|key| suggest::is_near(&entry.key, key));
            if !self.unknown().any(is_misspelt) {
                diagnostics.report(first, message, help);
            }
        }
        for entry in self.unknown() {
            let help = suggest::key(&entry.key, &self.known);
            diagnostics.report(entry.key_spot, format!("{} has no key `{}`", self.what, entry.key), help);
            lose_names(entry, &self.known, diagnostics);
        }
    }

    fn unknown(&self) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| !self.known.contains(&entry.key.as_str()))
    }
}

/// What stands under a misspelt key is not missing, so nothing else is to be reported about it.
fn lose_names(entry: &Entry, known: &[&str], diagnostics: &mut Diagnostics) {
    if let Some(key) = suggest::nearest(&entry.key, known) {
        diagnostics.lose(key);
    }
    if let Value::Map(inner) = &entry.node.value {
        for inner in inner {
            diagnostics.lose(&inner.key);
        }
    }
}

/// A mapping whose keys are the author's.
pub(super) fn parse_named<'a, T>(
    node: &'a Node,
    what: &str,
    diagnostics: &mut Diagnostics,
    mut parse: impl FnMut(&'a Node, &mut Diagnostics) -> Option<T>,
) -> Vec<Named<T>> {
    let entries = entries(node, what, diagnostics).unwrap_or_default();
    let parsed = entries.iter().filter_map(|entry| {
        let name = Spanned { value: entry.key.clone(), spot: entry.key_spot };
        let is_named = check_name(&name, diagnostics);
        let value = parse(&entry.node, diagnostics).filter(|_| is_named);
        if value.is_none() {
            diagnostics.lose(&entry.key);
        }
        value.map(|value| Named { name, value })
    });
    parsed.collect()
}

/// An empty name stands for nothing.
fn check_name(name: &Text, diagnostics: &mut Diagnostics) -> bool {
    let is_empty = name.value.trim().is_empty();
    if is_empty {
        diagnostics.report(name.spot, "this name is empty", "write a name before the `:`");
    }
    !is_empty
}

/// One text, or a list of texts.
pub(super) fn parse_texts(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Text> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| parse_text(item, diagnostics)).collect(),
        _ => parse_text(node, diagnostics).into_iter().collect(),
    }
}

pub(super) fn parse_text(node: &Node, diagnostics: &mut Diagnostics) -> Option<Text> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            diagnostics.report(node.spot, "this text is empty", "write something, or remove the key");
            diagnostics.lose_value();
            None
        }
        Value::Text(text) => Some(Spanned { value: text.clone(), spot: node.spot }),
        Value::Integer(_) | Value::Number(_) | Value::Boolean(_) => {
            let message = format!("expected text, found {}", node.describe());
            diagnostics.report(node.spot, message, "put it in quotes to make it text");
            diagnostics.lose_value();
            None
        }
        _ => expected(node, "text", diagnostics),
    }
}

/// Other languages have a mapping here, which says more than the name.
fn parse_reference(node: &Node, key: &str, what: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
    if !matches!(node.value, Value::Map(_) | Value::List(_)) {
        return parse_text(node, diagnostics);
    }
    let message = format!("`{key}` names {what}, found {}", node.describe());
    diagnostics.report(node.spot, message, format!("write `{key}: NAME`"));
    diagnostics.lose(key);
    diagnostics.lose_value();
    None
}

/// Reports that something else was expected here.
pub(super) fn expected<T>(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<T> {
    let help = match node.value {
        Value::Null => format!("write {what}, or remove the key"),
        _ => format!("write {what} here"),
    };
    diagnostics.report(node.spot, format!("expected {what}, found {}", node.describe()), help);
    diagnostics.lose_value();
    None
}

fn entries<'a>(node: &'a Node, what: &str, diagnostics: &mut Diagnostics) -> Option<&'a [Entry]> {
    if let Value::Map(entries) = &node.value {
        return Some(entries);
    }
    let message = format!("{what} is a mapping, found {}", node.describe());
    diagnostics.report(node.spot, message, how_to_write(what));
    diagnostics.lose(what.trim_matches('`'));
    None
}

/// What to write where a mapping is expected.
fn how_to_write(what: &str) -> &'static str {
    match what {
        "a spec" => "write `name: …`, `title: …`, `base_url: …` and `endpoints:`",
        "a type" => "write `fields:`, and below it a line `name: type` for each field",
        "an enumeration" => "write `values:`, and below it a line `value: meaning` for each value",
        "an error" => "write `{ name: NotFound }`, with `doc`, `when`, `body`, `class` and `example` as needed",
        "an endpoint" => "write `doc: …`, `GET: /path` and `returns: { 200: TYPE }`, for example",
        "an example" => "write `request: { … }` and `response: { … }`",
        "a credential" => "write `doc: …`, `key: {}` or `token: { … }`, and `attach: bearer`",
        "a key" => "write `{}`, or `{ example: … }` with a made-up key",
        "a token" => "write `{ from: ENDPOINT, value: FIELD }`",
        "`returns`" => "write `{ 200: TYPE }`; `nothing` and `json` are types too",
        "`path`" | "`query`" | "`headers`" | "`json`" | "`form`" | "`fields`" => {
            "write a line `name: type` for each field"
        }
        "`scopes`" | "`values`" | "`reply_headers`" => "write a line `name: meaning` for each",
        _ => "write a line `name: …` for each, indented, or remove the key",
    }
}
