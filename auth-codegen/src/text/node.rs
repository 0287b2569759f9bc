//! What a YAML text says, as a tree.

use auth_language::value::Scalar;

use super::spot::Spot;

/// A text as a tree.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub root: Node,
    /// What is in the text and not in the tree: the second value of a key that is there twice.
    pub dropped: Vec<Node>,
}

/// A value and its position.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub value: Value,
    pub spot: Spot,
}

/// What YAML can say, as far as a spec may use it.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// One `key: value` of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub key_spot: Spot,
    pub node: Node,
}

impl Node {
    /// The same as JSON. Text stays text, whatever it looks like.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Boolean(value) => (*value).into(),
            Value::Number(value) => value.clone().into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(Node::to_json).collect(),
            Value::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), entry.node.to_json())).collect(),
        }
    }

    /// The node that a path of keys and indices leads to, or the last one on the way there.
    pub(crate) fn follow(&self, path: &[String]) -> &Node {
        let Some((first, rest)) = path.split_first() else { return self };
        let next = match &self.value {
            Value::Map(_) => self.entry(first).map(|entry| &entry.node),
            Value::List(items) => first.parse().ok().and_then(|index: usize| items.get(index)),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => None,
        };
        next.map_or(self, |node| node.follow(rest))
    }

    /// The entry of a mapping with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The value as a literal, with its type on the wire.
    pub(crate) fn to_scalar(&self) -> Option<Scalar> {
        match &self.value {
            Value::Boolean(value) => Some(Scalar::Boolean(*value)),
            Value::Number(value) => Some(Scalar::Number(value.to_string())),
            Value::Text(text) => Some(Scalar::Text(text.clone())),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What the value is, for a message.
    pub(crate) fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Boolean(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}
