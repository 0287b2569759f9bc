//! Collects the words of broken parts, because a name that they mention is not unused.

use std::collections::HashSet;

use auth_language::key::spec;
use auth_language::suggest;

use crate::text::{Entry, Node, Value};

/// What is expected where a type is named.
pub(crate) const A_TYPE: &str = "a type";

/// What is expected where an endpoint is named.
pub(crate) const AN_ENDPOINT: &str = "an endpoint";

/// What is expected where a host is named.
pub(crate) const A_HOST: &str = "a host";

/// How many words are kept. Where more is broken, any name may be meant.
const MOST: usize = 1 << 10;

/// What is expected where an error set is named.
pub(crate) const AN_ERROR_SET: &str = "an error set";

/// The words in all broken parts.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    words: HashSet<String>,
    /// The kinds of declarations, such as `a type`, of which one is referred to without a name: any may be meant.
    unnamed: HashSet<&'static str>,
    /// The names in the braces of all texts.
    in_braces: HashSet<String>,
    /// The names of the settings.
    settings: HashSet<String>,
}

impl Mentions {
    /// Records the keys and texts of a subtree that is not read further.
    pub(crate) fn add(&mut self, node: &Node) {
        match &node.value {
            Value::Text(text) => self.add_text(text),
            Value::List(items) => items.iter().for_each(|item| self.add(item)),
            Value::Map(entries) => {
                for entry in entries {
                    self.add_text(&entry.key);
                    self.add(&entry.node);
                }
            }
            Value::Null | Value::Boolean(_) | Value::Number(_) => {}
        }
    }

    /// Returns the names of the settings of a tree, and those in the braces of all its texts.
    pub(super) fn of(node: &Node) -> Self {
        let mut mentions = Self::default();
        mentions.add_braces(node);
        if let Some(Entry { node: Node { value: Value::Map(settings), .. }, .. }) = node.entry(spec::SETTINGS) {
            mentions.settings.extend(settings.iter().map(|setting| setting.key.clone()));
        }
        mentions
    }

    fn add_braces(&mut self, node: &Node) {
        match &node.value {
            Value::Text(text) => {
                let names = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()));
                self.in_braces.extend(names);
            }
            Value::List(items) => items.iter().for_each(|item| self.add_braces(item)),
            Value::Map(entries) => entries.iter().for_each(|entry| self.add_braces(&entry.node)),
            Value::Null | Value::Boolean(_) | Value::Number(_) => {}
        }
    }

    /// Whether a setting has this name, which texts can have in braces.
    pub(super) fn has_setting(&self, name: &str) -> bool {
        self.settings.contains(name)
    }

    /// Whether a text of the spec has a name in braces.
    pub(crate) fn has_in_braces(&self, name: &str) -> bool {
        self.in_braces.contains(name)
    }

    /// Records a reference to `a type`, or to another kind of declaration, that has no name.
    pub(crate) fn add_unnamed(&mut self, what: &'static str) {
        self.unnamed.insert(what);
    }

    /// Whether there is a reference to `a type`, or to another kind of declaration, that has no name.
    pub(crate) fn has_unnamed(&self, what: &str) -> bool {
        self.unnamed.contains(what)
    }

    /// Records the words of a text.
    pub(crate) fn add_text(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        let room = (MOST + 1).saturating_sub(self.words.len());
        self.words.extend(words.map(str::to_owned).take(room));
    }

    /// Whether a broken part contains the name, or a similar word.
    pub(crate) fn has(&self, name: &str) -> bool {
        let are_cut = self.words.len() > MOST;
        are_cut || self.words.contains(name) || self.words.iter().any(|word| suggest::is_near(word, name))
    }
}
