//! Reports unknown keys, and reads those that are misspelled as what they mean.

use auth_language::key::{self, Key, Shape};
use auth_language::problem::{Broken, Code, Help};
use auth_language::suggest;

use super::Mapping;
use super::fits::fits;
use super::joined::{comma_advice, glued, is_rest_of_text, joined};
use crate::read::reader::Reader;
use crate::text::{Entry, Spot, Value};

impl Reader {
    /// Reads a misspelled key as the key that was probably meant. If that is uncertain, or the value has the wrong
    /// shape, that key is marked broken, so that it is not also reported as missing.
    pub(super) fn unknown_key<'t>(&mut self, entry: &'t Entry, declared: &'static key::Mapping, map: &mut Mapping<'t>) {
        if let Some(broken) = self.broken().filter(|_| self.places.is_merged(entry)) {
            map.strays.push((entry, broken));
            return;
        }
        if let Some((key, broken)) = self.unspaced_key(entry, declared, map) {
            map.found.push((key, Err(broken)));
            return;
        }
        let help = declared.help(&entry.key, entry.key_spot, key::ALL);
        let meant = match &help {
            Help::Edit { text, .. } => declared.key(text),
            Help::Prose(_) => None,
        };
        let there = meant.filter(|key| map.has(key.name));
        let help = help_for(entry, there, meant, help);
        let help = if is_path(entry, declared) && !meant.is_some_and(|key| key::is_method(key.name)) {
            Help::from(A_PATH)
        } else {
            help
        };
        let message = format!("{} has no key `{}`", declared.what, entry.key);
        let broken = self.report(Code::UNKNOWN_KEY, entry.key_spot, message, help);
        match meant.filter(|_| there.is_none()) {
            Some(key) if is_meant(key, entry) => map.found.push((key.name, Ok(entry))),
            Some(key) => {
                self.mentions.add(&entry.node);
                map.found.push((key.name, Err(broken)));
            }
            None => self.add_stray(entry, broken, map),
        }
    }

    /// Reports a key of the mapping without the space, or the colon, that is behind it.
    fn unspaced_key(
        &mut self,
        entry: &Entry,
        declared: &'static key::Mapping,
        map: &Mapping<'_>,
    ) -> Option<(&'static str, Broken)> {
        let free = |word: &str| declared.key(word).map(|key| key.name).filter(|key| !map.has(key));
        if let Some((key, value)) = joined(entry).and_then(|(word, value)| Some((free(word)?, value))) {
            return Some((key, self.report_joined(entry, key, value)));
        }
        let key = glued(entry).and_then(free)?;
        Some((key, self.report_glued(entry, key)))
    }

    pub(super) fn report_joined(&mut self, entry: &Entry, name: &str, value: &str) -> Broken {
        self.mentions.add_text(value);
        let text = format!("{name}: {value}");
        let advice = format!("write a colon and a space after the key: `{text}`");
        let help = Help::Edit { at: entry.key_spot, text, advice };
        self.report(Code::SHAPE, entry.key_spot, format!("`{}` has no value", entry.key), help)
    }

    pub(super) fn report_glued(&mut self, entry: &Entry, name: &str) -> Broken {
        self.mentions.add_text(&entry.key);
        self.mentions.add(&entry.node);
        let message = format!("there is no space after `{name}:`");
        self.report(Code::SHAPE, entry.key_spot, message, format!("write `{name}: …`"))
    }
}

/// Whether a misspelled key can be read as the key that was probably meant: it is very similar, and the value has the
/// right shape.
fn is_meant(key: &Key, entry: &Entry) -> bool {
    suggest::is_slip(&entry.key, key.name) && fits(&key.shape, &entry.node.value)
}

/// Returns the help for an unknown key: `there` is the key that was meant, if it is there already.
fn help_for(entry: &Entry, there: Option<&Key>, meant: Option<&Key>, help: Help<Spot>) -> Help<Spot> {
    let is_guess = help.advice().starts_with("did you mean");
    match (there, meant) {
        _ if is_rest_of_text(entry) => Help::Prose(comma_advice(entry)),
        (Some(key), _) => Help::Prose(match owner(entry, key) {
            Some(what) => format!("`{}` is a key of {what}", entry.key),
            None if is_guess && !suggest::is_slip(&entry.key, key.name) => {
                format!("remove it, or write another key: `{}` is there already", key.name)
            }
            None => format!("remove it: `{}` is there already", key.name),
        }),
        // A value of the wrong kind would be wrong under the other key, too.
        (None, Some(key)) if !fits(&key.shape, &entry.node.value) || is_other_word(&key.shape, &entry.node.value) => {
            Help::Prose(if is_guess { near(key, &entry.node.value) } else { help.advice().to_owned() })
        }
        (None, _) => help,
    }
}

/// Returns advice for a value that does not fit the nearest key.
fn near(key: &Key, value: &Value) -> String {
    match (&key.shape, value) {
        (Shape::List(_), Value::Map(_)) => format!("write a list: `{}: [{{ … }}]`", key.name),
        (Shape::Entries(_), Value::Text(text)) => format!("write a mapping: `{}: {{ {text}: … }}`", key.name),
        _ => format!("the nearest key, `{}`, takes another kind of value", key.name),
    }
}

/// Advice on a path that has an unknown key.
const A_PATH: &str = "a path is the value of its method: `GET: /path`, or `visit: /path` for a person's browser";

/// Whether a value is a path, and the keys are those of an endpoint.
fn is_path(entry: &Entry, declared: &key::Mapping) -> bool {
    let is_path = match &entry.node.value {
        Value::Text(text) => text.starts_with('/'),
        Value::Map(entries) => entries.iter().any(|entry| entry.key == key::captured::CAPTURED_KEY),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::List(_) => false,
    };
    is_path && std::ptr::eq(declared, &raw const key::ENDPOINT) && declared.key(&entry.key.to_uppercase()).is_none()
}

/// Returns which mapping a key belongs to that does not have it here, unless it is the one that is there, misspelled.
fn owner(entry: &Entry, there: &Key) -> Option<&'static str> {
    let owner = key::ALL.iter().find(|mapping| mapping.key(&entry.key).is_some())?;
    (!suggest::is_slip(&entry.key, there.name)).then_some(owner.what)
}

/// Whether a value is a text, and the key takes certain words of which it is none.
fn is_other_word(shape: &Shape, value: &Value) -> bool {
    let Value::Text(text) = value else { return false };
    match shape {
        Shape::Words(words) => !words.contains(&text.as_str()),
        Shape::AnyOf(shapes) => shapes.iter().all(|shape| is_other_word(shape, value) || !fits(shape, value)),
        Shape::Any
        | Shape::Text
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Mapping(_)
        | Shape::Entries(_)
        | Shape::List(_) => false,
    }
}
