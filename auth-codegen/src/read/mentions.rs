//! What is broken may have mentioned a name, which is then not unused.

use std::collections::HashSet;

use auth_language::suggest;

use crate::text::{Node, Value};

/// The words in everything that is broken.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    words: HashSet<String>,
}

impl Mentions {
    /// Remembers the keys and texts of a subtree that is not read further.
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

    /// Remembers the words of a text.
    pub(crate) fn add_text(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        self.words.extend(words.map(str::to_owned));
    }

    /// Whether something broken has the name, or a word that may be meant for it.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.words.contains(name) || self.words.iter().any(|word| suggest::is_near(word, name))
    }
}
