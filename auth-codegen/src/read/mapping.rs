//! Reads mappings with the language's keys, which are declared in [`auth_language::key`].

mod advice;
mod fits;
mod joined;
mod named;
mod unknown;

pub(super) use fits::fits;
pub(super) use joined::joined;

use auth_language::key::{self, Key, Shape};
use auth_language::problem::{Broken, Code};
use auth_language::suggest;

use super::entries::{Entries, Read};
use super::reader::Reader;
use super::reader::mentions::A_TYPE;
use crate::text::{Entry, Node, Spot, Value};

/// A mapping with known keys. Missing and misspelled keys have been reported.
pub(super) struct Mapping<'t> {
    /// The position of its name; of an item of a list, its own.
    pub(super) spot: Spot,
    found: Vec<(&'static str, Read<&'t Entry>)>,
    /// The entries whose keys are unknown, which was reported.
    strays: Vec<(&'t Entry, Broken)>,
    /// That a key is there twice, which was reported: one of the two may be any key that is missing.
    twin: Option<Broken>,
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
        let (_, first) = self.strays.first()?;
        self.found.iter().all(|(_, entry)| entry.is_err()).then_some(*first)
    }

    /// Returns that a key is unknown or there twice, whose value could be that of a missing key of this shape.
    pub(super) fn stray(&self, shape: &Shape) -> Option<Broken> {
        let stray = self.strays.iter().find(|(entry, _)| fits(shape, &entry.node.value));
        stray.map(|(_, broken)| *broken).or(self.twin)
    }

    /// Whether there is one of these keys, which the language does not have.
    pub(super) fn has_foreign(&self, keys: &[&str]) -> bool {
        self.strays.iter().any(|(entry, _)| keys.contains(&entry.key.as_str()))
    }

    /// Returns the value of a key if present, or that an unknown key may be meant for it.
    pub(super) fn get_or_stray(&self, key: &str) -> Option<Read<&'t Node>> {
        self.get(key).or_else(|| self.stray(&Shape::Any).map(Err))
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
        let first = entries.first().map_or(node.spot, |entry| entry.key_spot);
        let spot = self.places.name_of(node).unwrap_or(first);
        let twin = self.broken().filter(|_| entries.iter().any(|entry| self.places.is_twice(entry)));
        let mut map = Mapping { spot, found: Vec::new(), strays: Vec::new(), twin };
        for entry in entries {
            if let Some(key) = declared.key(&entry.key) {
                map.found.push((key.name, self.single(entry)));
            }
        }
        let are_of_one = advice::are_of_another(entries, declared) || advice::are_fields(entries, declared);
        for entry in entries.iter().filter(|entry| declared.key(&entry.key).is_none()) {
            match map.strays.last().filter(|_| are_of_one) {
                Some((_, broken)) => self.add_stray(entry, *broken, &mut map),
                None => self.unknown_key(entry, declared, &mut map),
            }
        }
        self.check_required(declared, &mut map);
        Ok(map)
    }

    /// Takes an entry for a part of what was reported.
    fn add_stray<'t>(&mut self, entry: &'t Entry, broken: Broken, map: &mut Mapping<'t>) {
        self.mentions.add_text(&entry.key);
        self.mentions.add(&entry.node);
        map.strays.push((entry, broken));
    }

    /// Returns an entry, unless its key is there twice: then it may be meant as another one.
    fn single<'t>(&mut self, entry: &'t Entry) -> Read<&'t Entry> {
        match self.broken().filter(|_| self.places.is_twice(entry)) {
            Some(broken) => {
                self.mentions.add(&entry.node);
                Err(broken)
            }
            None => Ok(entry),
        }
    }

    /// Reports required keys that are missing, at the name of the mapping. An unknown key may be one of them, if it has the
    /// right kind of value.
    fn check_required(&mut self, declared: &'static key::Mapping, map: &mut Mapping<'_>) {
        let excuse = map.twin.or_else(|| map.is_foreign()).or_else(|| self.report_empty(declared, map));
        let mut excused: Vec<Spot> = Vec::new();
        for key in declared.keys.iter().filter(|key| key.required) {
            if map.has(key.name) {
                continue;
            }
            let may_be_meant =
                |entry: &Entry| !excused.contains(&entry.key_spot) && fits(&key.shape, &entry.node.value);
            let stray = map.strays.iter().find(|(entry, _)| may_be_meant(entry));
            excused.extend(stray.map(|(entry, _)| entry.key_spot));
            let broken = excuse.or(stray.map(|(_, broken)| *broken));
            let broken = broken.unwrap_or_else(|| self.report_missing(key, declared, map.spot));
            map.found.push((key.name, Err(broken)));
        }
    }

    /// Reports a mapping without keys that needs several.
    fn report_empty(&mut self, declared: &'static key::Mapping, map: &Mapping<'_>) -> Option<Broken> {
        let needed: Vec<&Key> = declared.keys.iter().filter(|key| key.required).collect();
        let is_empty = map.found.is_empty() && map.strays.is_empty() && needed.len() > 1;
        is_empty.then(|| {
            let names: Vec<&str> = needed.iter().map(|key| key.name).collect();
            let examples: Vec<String> = needed.iter().map(|key| format!("{}: {}", key.name, key.example)).collect();
            let message = format!("{} needs {}", declared.what, suggest::list(&names));
            let help = format!("write `{{ {} }}`, for example", examples.join(", "));
            self.report(Code::MISSING_KEY, map.spot, message, help)
        })
    }

    fn report_missing(&mut self, key: &Key, declared: &key::Mapping, at: Spot) -> Broken {
        let message = format!("{} needs `{}`", declared.what, key.name);
        let help = format!("add `{}: {}`, for example", key.name, key.example);
        self.report(Code::MISSING_KEY, at, message, help)
    }

    fn entries_of<'t>(&mut self, node: &'t Node, what: &str) -> Read<&'t [Entry]> {
        if let Value::Map(entries) = &node.value {
            return Ok(entries);
        }
        if matches!(node.value, Value::Null) {
            // Whatever would be there may be meant.
            self.mentions.add_unnamed(A_TYPE);
        }
        let message = format!("{what} must be a mapping, found {}", node.describe());
        if matches!(&node.value, Value::Text(text) if what == "`path`" && text.starts_with('/')) {
            return Err(self.refuse_path(node, message));
        }
        Err(self.refuse(Code::SHAPE, node, message, advice::how_to_write(what)))
    }

    /// Refuses a path where its parameters are expected. Beside `method`, the two were reported as one.
    fn refuse_path(&mut self, node: &Node, message: String) -> Broken {
        let help = "the path is the value of the method, as in `GET: /rockets/{id}`; here are its parameters";
        match self.broken().filter(|_| self.mentions.has("method")) {
            Some(broken) => broken,
            None => self.refuse(Code::SHAPE, node, message, help),
        }
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

    /// Reads a mapping with keys that the author chooses. If it is absent, it is empty, or an unknown key is meant for it.
    pub(super) fn entries<'t, T>(
        &mut self,
        map: &Mapping<'t>,
        key: &str,
        mut read: impl FnMut(&mut Self, &'t Node) -> Read<T>,
    ) -> Entries<T> {
        match map.get(key) {
            None => {
                Entries::empty(map.stray(&Shape::Entries(&Shape::Any)).or_else(|| map.stray(&Shape::List(&Shape::Any))))
            }
            Some(Err(broken)) => Entries::empty(Some(broken)),
            Some(Ok(node)) => self.named(node, &format!("`{key}`"), &mut read),
        }
    }
}
