//! Reads mappings with the language's keys, which are declared in [`auth_language::key`].

use auth_language::key::{self, Key, Shape};
use auth_language::problem::{Broken, Code, Help};
use auth_language::spanned::Spanned;
use auth_language::suggest;

use super::entries::{Entries, Named, Read};
use super::reader::Reader;
use crate::text::{Entry, Node, Spot, Value};

/// A mapping with known keys. Missing and misspelled keys have been reported.
pub(super) struct Mapping<'t> {
    pub(super) spot: Spot,
    found: Vec<(&'static str, Read<&'t Entry>)>,
    /// That a key is unknown, which was reported.
    stray: Option<Broken>,
}

impl<'t> Mapping<'t> {
    /// Returns the value of a key, if present.
    pub(super) fn get(&self, key: &str) -> Option<Read<&'t Node>> {
        self.entry(key).map(|entry| entry.map(|entry| &entry.node))
    }

    fn has(&self, key: &str) -> bool {
        self.found.iter().any(|(known, _)| *known == key)
    }

    pub(super) fn entry(&self, key: &str) -> Option<Read<&'t Entry>> {
        self.found.iter().find(|(known, _)| *known == key).map(|(_, entry)| *entry)
    }

    /// Returns that all keys are unknown, which was reported: one of them may be any key that is missing.
    pub(super) fn is_foreign(&self) -> Option<Broken> {
        self.stray.filter(|_| self.found.iter().all(|(_, entry)| entry.is_err()))
    }

    /// Reads the value of a key, if present.
    pub(super) fn read<T>(&self, key: &str, read: impl FnOnce(&'t Node) -> Read<T>) -> Option<Read<T>> {
        self.get(key).map(|node| node.and_then(read))
    }
}

impl Reader {
    /// Returns the entries of a mapping, and reports unknown and missing keys.
    pub(super) fn mapping<'t>(&mut self, node: &'t Node, declared: &'static key::Mapping) -> Read<Mapping<'t>> {
        let entries = self.entries_of(node, declared.what)?;
        let mut map = Mapping { spot: node.spot, found: Vec::new(), stray: None };
        for entry in entries {
            if let Some(key) = declared.key(&entry.key) {
                map.found.push((key.name, Ok(entry)));
            }
        }
        for entry in entries.iter().filter(|entry| declared.key(&entry.key).is_none()) {
            let broken = self.unknown_key(entry, declared, &mut map);
            map.stray.get_or_insert(broken);
        }
        self.check_required(entries.first().map_or(node.spot, |entry| entry.key_spot), declared, &mut map);
        Ok(map)
    }

    /// Reports required keys that are missing, at the first key that is there.
    fn check_required(&mut self, at: Spot, declared: &'static key::Mapping, map: &mut Mapping<'_>) {
        let foreign = map.is_foreign();
        for key in declared.keys.iter().filter(|key| key.required) {
            if let (false, Some(broken)) = (map.has(key.name), foreign) {
                map.found.push((key.name, Err(broken)));
            } else if !map.has(key.name) {
                let message = format!("{} needs `{}`", declared.what, key.name);
                let help = format!("add `{}: {}`, for example", key.name, key.example);
                let broken = self.report(Code::MISSING_KEY, at, message, help);
                map.found.push((key.name, Err(broken)));
            }
        }
    }

    /// Reads a misspelled key as the key that was probably meant. If that is uncertain, or the value has the wrong
    /// shape, that key is marked broken, so that it is not also reported as missing.
    fn unknown_key<'t>(&mut self, entry: &'t Entry, declared: &'static key::Mapping, map: &mut Mapping<'t>) -> Broken {
        let joined = joined(entry).and_then(|(word, value)| declared.key(word).map(|key| (key.name, value)));
        if let Some((key, value)) = joined.filter(|(key, _)| !map.has(key)) {
            let broken = self.report_joined(entry, key, value);
            map.found.push((key, Err(broken)));
            return broken;
        }
        let help = declared.help(&entry.key, entry.key_spot, key::ALL);
        let meant = match &help {
            Help::Edit { text, .. } => declared.key(text),
            Help::Prose(_) => None,
        };
        let there = meant.filter(|key| map.has(key.name));
        let help = help_for(entry, there, meant, help);
        let message = format!("{} has no key `{}`", declared.what, entry.key);
        let broken = self.report(Code::UNKNOWN_KEY, entry.key_spot, message, help);
        match meant.filter(|_| there.is_none()) {
            Some(key) if is_meant(key, entry) => map.found.push((key.name, Ok(entry))),
            Some(key) => {
                self.mentions.add(&entry.node);
                map.found.push((key.name, Err(broken)));
            }
            None => self.mentions.add(&entry.node),
        }
        broken
    }

    fn report_joined(&mut self, entry: &Entry, name: &str, value: &str) -> Broken {
        self.mentions.add_text(value);
        let text = format!("{name}: {value}");
        let advice = format!("write a colon and a space after the key: `{text}`");
        let help = Help::Edit { at: entry.key_spot, text, advice };
        self.report(Code::SHAPE, entry.key_spot, format!("`{}` has no value", entry.key), help)
    }

    fn report_rest_of_text(&mut self, entry: &Entry) -> Broken {
        self.mentions.add_text(&entry.key);
        let message = format!("`{}` has no value", entry.key);
        self.report(Code::SHAPE, entry.key_spot, message, comma_advice(entry))
    }

    fn entries_of<'t>(&mut self, node: &'t Node, what: &str) -> Read<&'t [Entry]> {
        if let Value::Map(entries) = &node.value {
            return Ok(entries);
        }
        let message = format!("{what} must be a mapping, found {}", node.describe());
        if matches!(&node.value, Value::Text(text) if what == "`path`" && text.starts_with('/')) {
            let help = "the path is the value of the method, as in `GET: /rockets/{id}`; here are its parameters";
            return Err(self.refuse(Code::SHAPE, node, message, help));
        }
        Err(self.refuse(Code::SHAPE, node, message, how_to_write(what)))
    }

    /// Reads the value of a required key. If it is missing, that was already reported.
    pub(super) fn required<'t, T>(
        &mut self,
        map: &Mapping<'t>,
        key: &str,
        read: impl FnOnce(&mut Self, &'t Node) -> Read<T>,
    ) -> Read<T> {
        match map.get(key) {
            Some(node) => read(self, node?),
            None => {
                Err(self.report(Code::MISSING_KEY, map.spot, format!("this needs `{key}`"), format!("add `{key}`")))
            }
        }
    }

    /// Reads a mapping with keys that the author chooses. If it is absent, it is empty.
    pub(super) fn entries<'t, T>(
        &mut self,
        map: &Mapping<'t>,
        key: &str,
        mut read: impl FnMut(&mut Self, &'t Node) -> Read<T>,
    ) -> Entries<T> {
        match map.get(key) {
            None => Entries::empty(None),
            Some(Err(broken)) => Entries::empty(Some(broken)),
            Some(Ok(node)) => self.named(node, &format!("`{key}`"), &mut read),
        }
    }

    /// Reads the entries of a mapping with keys that the author chooses.
    pub(super) fn named<'t, T>(
        &mut self,
        node: &'t Node,
        what: &str,
        read: &mut impl FnMut(&mut Self, &'t Node) -> Read<T>,
    ) -> Entries<T> {
        let entries = match self.entries_of(node, what) {
            Ok(entries) => entries,
            Err(broken) => return Entries::empty(Some(broken)),
        };
        let (mut named, mut broken) = (Vec::new(), None);
        for entry in entries {
            if is_prose(entry) && !is_of_texts(what) {
                broken = Some(self.report_rest_of_text(entry));
                continue;
            }
            if let Some((name, value)) = joined(entry).filter(|_| !is_of_texts(what)) {
                let broken = self.report_joined(entry, name, value);
                named.push(Named { name: Spanned::new(name.to_owned(), entry.key_spot), value: Err(broken) });
                continue;
            }
            match self.name(entry) {
                Ok(name) => named.push(Named { name, value: read(self, &entry.node) }),
                Err(unnamed) => broken = Some(unnamed),
            }
        }
        Entries::new(named, broken)
    }

    /// Checks that a name is not empty.
    fn name(&mut self, entry: &Entry) -> Result<Spanned<String, Spot>, Broken> {
        if !entry.key.trim().is_empty() {
            return Ok(Spanned::new(entry.key.clone(), entry.key_spot));
        }
        self.mentions.add(&entry.node);
        Err(self.report(Code::EMPTY, entry.key_spot, "this name is empty", "write a name before the `:`"))
    }
}

/// Returns a key and its value if they are written without the `: ` between them, in a flow mapping: `{ id:string }`,
/// `{ id string }`.
pub(super) fn joined(entry: &Entry) -> Option<(&str, &str)> {
    let (name, value) = entry.key.split_once([':', ' ']).filter(|_| matches!(entry.node.value, Value::Null))?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    Some((name, value.trim())).filter(|(_, value)| is_name && !value.is_empty())
}

/// Whether the values of a mapping are texts, which a comma can cut in two, and its names may contain colons.
fn is_of_texts(what: &str) -> bool {
    ["`scopes`", "`values`", "`reply_headers`"].contains(&what)
}

/// Whether a key is text that a comma has cut off from the previous value: several words without a value of their own.
fn is_rest_of_text(entry: &Entry) -> bool {
    matches!(entry.node.value, Value::Null) && entry.key.trim().contains(char::is_whitespace)
}

/// Whether a key is surely the rest of a text and not a name with its type: `or how long ago.`, but not `id optional string`.
fn is_prose(entry: &Entry) -> bool {
    let Some((_, rest)) = entry.key.trim().split_once(' ').filter(|_| is_rest_of_text(entry)) else { return false };
    let is_name = |c: char| c.is_alphanumeric() || "_- :".contains(c);
    let is_type = ["optional ", "list of ", "map of "].iter().any(|start| rest.starts_with(start));
    !entry.key.contains(':') && (!rest.chars().all(is_name) || (rest.contains(' ') && !is_type))
}

fn comma_advice(entry: &Entry) -> String {
    format!("a comma ends a text in `{{…}}`: put the text before `{}` in quotes, if this belongs to it", entry.key)
}

/// Whether a misspelled key can be read as the key that was probably meant: it is very similar, and the value has the
/// right shape.
fn is_meant(key: &Key, entry: &Entry) -> bool {
    suggest::is_slip(&entry.key, key.name) && fits(&key.shape, &entry.node.value)
}

/// Whether a value can have a shape, judged by its outermost kind only.
fn fits(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Text | Shape::Type | Shape::Reference(_) | Shape::Words(_) => matches!(value, Value::Text(_)),
        Shape::Boolean => matches!(value, Value::Boolean(_)),
        Shape::Count => matches!(value, Value::Number(_)),
        Shape::Scalar => matches!(value, Value::Text(_) | Value::Number(_) | Value::Boolean(_)),
        Shape::Mapping(_) | Shape::Entries(_) => matches!(value, Value::Map(_)),
        Shape::List(_) => matches!(value, Value::List(_)),
        Shape::AnyOf(shapes) => shapes.iter().any(|shape| fits(shape, value)),
    }
}

/// Returns the help for an unknown key: `there` is the key that was meant, if it is there already.
fn help_for(entry: &Entry, there: Option<&key::Key>, meant: Option<&key::Key>, help: Help<Spot>) -> Help<Spot> {
    match (there, meant) {
        _ if is_rest_of_text(entry) => Help::Prose(comma_advice(entry)),
        (Some(key), _) => Help::Prose(format!("remove it: `{}` is there already", key.name)),
        // A value of the wrong kind would be wrong under the other key, too.
        (None, Some(key)) if !fits(&key.shape, &entry.node.value) => Help::Prose(help.advice().to_owned()),
        (None, _) => help,
    }
}

/// Returns advice on what to write instead of something that is not a mapping.
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
        "an assertion" => "write what differs, such as `{ algorithm: PS256 }`, or `{}`",
        "a token" => "write `{ from: ENDPOINT, value: FIELD }`",
        "`basic`" => "write `{ username: \"{client_id}\", password: \"{client_secret}\" }`",
        "`returns`" => "write `{ 200: TYPE }`; `nothing` and `json` are types too",
        "`path`" | "`query`" | "`headers`" | "`json`" | "`form`" | "`fields`" | "`inputs`" => {
            "write a line `name: type` for each"
        }
        "`scopes`" | "`values`" | "`reply_headers`" => "write a line `name: meaning` for each",
        _ => "write a line `name: …` for each, indented",
    }
}
