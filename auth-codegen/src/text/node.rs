//! The tree of a YAML text.

use auth_language::value::Scalar;

use super::spot::Spot;

/// A YAML text as a tree.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub root: Node,
    /// Values that are in the text but not in the tree: the second value of a duplicate key.
    pub dropped: Vec<Node>,
    /// The values of `const` that are not there, and that YAML reads as `null`.
    pub bare: Vec<Spot>,
    /// The keys that are there twice, with two values: either may be meant, or another key.
    pub twice: Vec<Spot>,
    /// The keys that a merge key adds.
    pub merged: Vec<Spot>,
    /// The mappings that go on with the entries of another one, whose name is missing.
    pub run_on: Vec<Spot>,
}

/// A value and its position.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub value: Value,
    pub spot: Spot,
}

/// A YAML value of a kind that a spec may contain.
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
    /// Returns the value, if it is a text.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// Converts the value to JSON. Text remains text, even if it looks like a number.
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

    /// Returns the number of values in it, and itself.
    pub(crate) fn count(&self) -> usize {
        let inner: usize = match &self.value {
            Value::List(items) => items.iter().map(Self::count).sum(),
            Value::Map(entries) => entries.iter().map(|entry| entry.node.count()).sum(),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => 0,
        };
        inner + 1
    }

    /// Follows a path of keys and indices, as far as it leads, and returns the last node.
    pub(crate) fn follow(&self, path: &[String]) -> &Node {
        let Some((first, rest)) = path.split_first() else { return self };
        let next = match &self.value {
            Value::Map(_) => self.entry(first).map(|entry| &entry.node),
            Value::List(items) => first.parse().ok().and_then(|index: usize| items.get(index)),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => None,
        };
        next.map_or(self, |node| node.follow(rest))
    }

    /// Returns the entry of a mapping with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// Returns the value as a literal of its type.
    pub(crate) fn to_scalar(&self) -> Option<Scalar> {
        match &self.value {
            Value::Boolean(value) => Some(Scalar::Boolean(*value)),
            Value::Number(value) => Some(Scalar::Number(value.to_string())),
            Value::Text(text) => Some(Scalar::Text(text.clone())),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Returns the value as a constant: a literal of its type, or JSON.
    pub(crate) fn to_constant(&self) -> Scalar {
        self.to_scalar().unwrap_or_else(|| Scalar::Json(self.to_json().to_string()))
    }

    /// Describes the kind of the value for a message.
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
