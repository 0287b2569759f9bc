//! YAML text as a tree whose every key and value has a [`Spot`].
//!
//! `serde_yaml` has no spans on success, but stamps a position on every error. So the reader numbers what it meets, in
//! document order; to find a spot again, it reads the text once more and fails on purpose at that number. The happy path
//! pays nothing for positions, and there is one parser.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess as _, Visitor};

use crate::text::diagnostics::{Diagnostic, Diagnostics};
use crate::text::yaml;

/// The number of a key or value, in document order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Spot(u32);

/// A value and where it stands.
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
    Integer(i64),
    Number(f64),
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
            Value::Integer(value) => (*value).into(),
            Value::Number(value) => (*value).into(),
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
            Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Number(_) | Value::Text(_) => None,
        };
        next.map_or(self, |node| node.follow(rest))
    }

    /// The entry of a mapping with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// What stands here, in an author's words.
    pub(crate) fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Boolean(_) => "a boolean",
            Value::Integer(_) | Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Anchors that repeat each other can make millions of values out of a few lines. A value that is written takes a byte at
/// least, so a text may have as many values as bytes; a short one may repeat more.
fn most_values(text: &str) -> u32 {
    u32::try_from(text.len().max(1 << 16)).unwrap_or(u32::MAX)
}

/// Reads `text` into a tree. What a tree cannot hold (duplicate keys, merge keys, tags) is reported and left out; `None` if
/// the text is not YAML at all.
pub(crate) fn parse(text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut reader = Reader::new(None, most_values(text));
    let result = (&mut reader).deserialize(serde_yaml::Deserializer::from_str(text));
    if !reader.problems.is_empty() {
        diagnostics.lose_value();
    }
    diagnostics.extend(reader.problems);
    match result {
        Ok(node) => Some(node),
        Err(error) => {
            diagnostics.push(yaml::explain(text, &error));
            None
        }
    }
}

/// The byte at which a spot begins.
pub(crate) fn locate(text: &str, spot: Spot) -> Option<usize> {
    stop_at(spot, serde_yaml::Deserializer::from_str(text))
}

/// The byte at which the second document of a text begins.
pub(crate) fn locate_second(text: &str) -> Option<usize> {
    stop_at(Spot::default(), serde_yaml::Deserializer::from_str(text).nth(1)?)
}

fn stop_at(spot: Spot, deserializer: serde_yaml::Deserializer<'_>) -> Option<usize> {
    let mut reader = Reader::new(Some(spot), u32::MAX);
    let error = (&mut reader).deserialize(deserializer).err()?;
    error.location().map(|at| at.index())
}

/// Numbers what it reads, and fails where it was told to.
struct Reader {
    next: u32,
    /// How many values there may be.
    most: u32,
    stop_at: Option<Spot>,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn new(stop_at: Option<Spot>, most: u32) -> Self {
        Self { next: 0, most, stop_at, problems: Vec::new() }
    }

    fn spot<E: serde::de::Error>(&mut self) -> Result<Spot, E> {
        let spot = Spot(self.next);
        self.next += 1;
        if self.stop_at == Some(spot) {
            return Err(E::custom("found"));
        }
        if self.next > self.most {
            return Err(E::custom(yaml::TOO_LARGE));
        }
        Ok(spot)
    }

    fn refuse(&mut self, spot: Spot, message: impl Into<String>, help: &str) {
        self.problems.push(Diagnostic::at(spot, message).help(help));
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reader {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Reader {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    /// The text holds no document.
    fn visit_none<E: serde::de::Error>(self) -> Result<Node, E> {
        self.scalar(Value::Null)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Node, E> {
        self.scalar(Value::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Node, E> {
        self.scalar(Value::Boolean(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Node, E> {
        self.scalar(Value::Integer(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Node, E> {
        #[expect(clippy::cast_precision_loss, reason = "a spec has no use for exact numbers beyond i64")]
        self.scalar(i64::try_from(value).map_or(Value::Number(value as f64), Value::Integer))
    }

    #[expect(clippy::cast_precision_loss, reason = "a spec has no use for exact numbers beyond i64")]
    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Node, E> {
        self.scalar(Value::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a spec has no use for exact numbers beyond i64")]
    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Node, E> {
        self.scalar(Value::Number(value as f64))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        self.scalar(Value::Number(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Node, E> {
        self.scalar(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let spot = self.spot()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(&mut *self)? {
            list.push(item);
        }
        Ok(Node { value: Value::List(list), spot })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let spot = self.spot()?;
        let mut map: Vec<Entry> = Vec::new();
        let mut merged: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        while let Some((key, key_spot)) = entries.next_key_seed(Key(self))? {
            let node = entries.next_value_seed(&mut *self)?;
            if key == "<<" {
                self.refuse(key_spot, "merge keys are not part of the language", MERGE_HELP);
                merged.extend(into_entries(node));
            } else if self.accept_key(&key, key_spot, &mut seen) {
                map.push(Entry { key, key_spot, node });
            }
        }
        map.extend(merged.into_iter().filter(|entry| seen.insert(entry.key.clone())));
        Ok(Node { value: Value::Map(map), spot })
    }

    /// A tag says nothing that a spec could mean; the value after it is read all the same.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        let node = value.newtype_variant_seed(&mut *self)?;
        let help = format!("remove it, or put a text that begins with `!{tag}` in quotes");
        self.refuse(node.spot, format!("the tag `!{tag}` means nothing in a spec"), &help);
        Ok(node)
    }
}

impl Reader {
    fn scalar<E: serde::de::Error>(&mut self, value: Value) -> Result<Node, E> {
        Ok(Node { value, spot: self.spot()? })
    }

    /// A key may stand once in its mapping.
    fn accept_key(&mut self, key: &str, spot: Spot, seen: &mut HashSet<String>) -> bool {
        let is_new = seen.insert(key.to_owned());
        if !is_new {
            self.refuse(spot, format!("`{key}` stands twice in this mapping"), "remove one of the two");
        }
        is_new
    }
}

const MERGE_HELP: &str = "write the keys out, or refer to a whole value by `*anchor`";

/// What a merge key means to add, so that it is not missed as well.
fn into_entries(node: Node) -> Vec<Entry> {
    match node.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    }
}

/// Keys are text, whatever they look like: `200:` is the key `200`.
struct Key<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = (String, Spot);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(String, Spot), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = (String, Spot);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<(String, Spot), E> {
        Ok((key.to_owned(), self.0.spot()?))
    }
}
