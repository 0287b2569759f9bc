//! Reading a mapping key by key, so that what was never asked for is an unknown key.

use crate::diagnostics::Diagnostics;
use crate::spec::{Named, Spanned, Text};
use crate::suggest;
use crate::tree::{Entry, Node, Spot, Value};

/// A mapping whose keys belong to the language.
pub(super) struct Mapping<'a> {
    /// What the mapping is, in an author's words: `an endpoint`.
    what: &'static str,
    pub(super) spot: Spot,
    entries: &'a [Entry],
    known: Vec<&'static str>,
}

impl<'a> Mapping<'a> {
    pub(super) fn of(node: &'a Node, what: &'static str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let entries = entries(node, what, diagnostics)?;
        Some(Self { what, spot: node.spot, entries, known: Vec::new() })
    }

    /// The value of a key, which is known from now on.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub(super) fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(super) fn required(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            self.miss(key, diagnostics);
        }
        found
    }

    fn miss(&self, key: &str, diagnostics: &mut Diagnostics) {
        let first = self.entries.first().map_or(self.spot, |entry| entry.key_spot);
        diagnostics.report(first, format!("{} needs `{key}`", self.what), format!("add `{key}: …` to this mapping"));
    }

    pub(super) fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.get(key).and_then(|node| parse_text(node, diagnostics))
    }

    pub(super) fn required_text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Text> {
        self.required(key, diagnostics).and_then(|node| parse_text(node, diagnostics))
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
            Value::Integer(value) => match u32::try_from(value) {
                Ok(value) => Some(Spanned { value, spot: node.spot }),
                Err(_) => expected(node, "a number from 0 to 4294967295", diagnostics),
            },
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
        match self.get(key) {
            Some(node) => parse_named(node, diagnostics, parse),
            None => Vec::new(),
        }
    }

    /// Reports every key that nobody asked for.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for entry in self.entries {
            if !self.known.contains(&entry.key.as_str()) {
                let help = suggest::key(&entry.key, &self.known);
                diagnostics.report(entry.key_spot, format!("{} has no key `{}`", self.what, entry.key), help);
            }
        }
    }
}

/// A mapping whose keys are the author's.
pub(super) fn parse_named<'a, T>(
    node: &'a Node,
    diagnostics: &mut Diagnostics,
    mut parse: impl FnMut(&'a Node, &mut Diagnostics) -> Option<T>,
) -> Vec<Named<T>> {
    let entries = entries(node, "this", diagnostics).unwrap_or_default();
    let parsed = entries.iter().filter_map(|entry| {
        let name = Spanned { value: entry.key.clone(), spot: entry.key_spot };
        parse(&entry.node, diagnostics).map(|value| Named { name, value })
    });
    parsed.collect()
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
            None
        }
        Value::Text(text) => Some(Spanned { value: text.clone(), spot: node.spot }),
        Value::Integer(_) | Value::Number(_) | Value::Boolean(_) => {
            let message = format!("expected text, found {}", node.describe());
            diagnostics.report(node.spot, message, "put it in quotes to make it text");
            None
        }
        _ => expected(node, "text", diagnostics),
    }
}

/// Reports that something else was expected here.
pub(super) fn expected<T>(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<T> {
    let help = match node.value {
        Value::Null => format!("write {what}, or remove the key"),
        _ => format!("write {what} here"),
    };
    diagnostics.report(node.spot, format!("expected {what}, found {}", node.describe()), help);
    None
}

fn entries<'a>(node: &'a Node, what: &str, diagnostics: &mut Diagnostics) -> Option<&'a [Entry]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        _ => {
            let message = format!("{what} is a mapping, found {}", node.describe());
            diagnostics.report(node.spot, message, "write `key: value` lines here");
            None
        }
    }
}
