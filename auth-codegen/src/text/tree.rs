//! YAML text as a tree whose every key and value has a [`Spot`].
//!
//! `serde_yaml` has no spans on success, but stamps a position on every error. So the reader numbers what it meets, in
//! document order; to find a spot again, it reads the text once more and fails on purpose at that number. The happy path
//! pays nothing for positions, and there is one parser.

use std::collections::HashSet;
use std::fmt;

use auth_language::problem::{Code, Dialect, Help, Problems, turns_text};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess as _, Visitor};

use super::node::{Entry, Node, Tree, Value};
use super::spot::Spot;

/// What the reader of a tree says of a text that has too many values.
pub(super) const TOO_LARGE: &str = "too many values";

/// Anchors that repeat each other can make millions of values out of a few lines. A value that is written takes a byte at
/// least, so a text may have as many values as bytes; a short one may repeat more.
fn most_values(text: &str) -> u32 {
    u32::try_from(text.len().max(1 << 16)).unwrap_or(u32::MAX)
}

/// Reads `text` into a tree. What a tree cannot hold (duplicate keys, merge keys, tags) is reported.
///
/// # Errors
/// The text is not YAML, or not one document of it. Problems of the text before that are reported all the same.
pub(super) fn read(text: &str, problems: &mut Problems<Spot>) -> Result<Tree, serde_yaml::Error> {
    let mut reader = Reader::new(None, most_values(text));
    let root = (&mut reader).deserialize(serde_yaml::Deserializer::from_str(text));
    for problem in reader.problems.into_found() {
        problems.push(problem);
    }
    root.map(|root| Tree { root, dropped: reader.dropped })
}

/// The byte at which a spot begins.
pub(super) fn locate(text: &str, spot: Spot) -> Option<usize> {
    stop_at(spot, serde_yaml::Deserializer::from_str(text))
}

/// The byte at which the second document of a text begins.
pub(super) fn locate_second(text: &str) -> Option<usize> {
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
    problems: Problems<Spot>,
    dropped: Vec<Node>,
}

impl Reader {
    fn new(stop_at: Option<Spot>, most: u32) -> Self {
        Self { next: 0, most, stop_at, problems: Problems::new(Dialect::Yaml), dropped: Vec::new() }
    }

    fn spot<E: serde::de::Error>(&mut self) -> Result<Spot, E> {
        let spot = Spot::number(self.next);
        self.next += 1;
        if self.stop_at == Some(spot) {
            return Err(E::custom("found"));
        }
        if self.next > self.most {
            return Err(E::custom(TOO_LARGE));
        }
        Ok(spot)
    }

    fn refuse(&mut self, code: Code, spot: Spot, message: impl Into<String>, help: impl Into<Help<Spot>>) {
        self.problems.report(code, spot, message, help);
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
        self.scalar(Value::Number(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Node, E> {
        self.scalar(Value::Number(value.into()))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Node, E> {
        self.text_number(&value.to_string())
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Node, E> {
        self.text_number(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        match serde_json::Number::from_f64(value) {
            Some(number) => self.scalar(Value::Number(number)),
            None => self.not_finite(value),
        }
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Node, E> {
        let node = self.scalar(Value::Text(value.to_owned()))?;
        self.check_direction(value, node.spot);
        Ok(node)
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
                self.refuse(Code::YAML_FEATURE, key_spot, "merge keys are not part of the language", MERGE_HELP);
                merged.extend(into_entries(node));
            } else if self.accept_key(&key, key_spot, &mut seen) {
                map.push(Entry { key, key_spot, node });
            } else {
                self.dropped.push(node);
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
        self.refuse(Code::YAML_FEATURE, node.spot, format!("the tag `!{tag}` means nothing in a spec"), help);
        Ok(node)
    }
}

impl Reader {
    fn scalar<E: serde::de::Error>(&mut self, value: Value) -> Result<Node, E> {
        Ok(Node { value, spot: self.spot()? })
    }

    /// JSON has numbers of any length, but the YAML parser gives what is longer than 64 bits in this way.
    fn text_number<E: serde::de::Error>(&mut self, digits: &str) -> Result<Node, E> {
        let number = digits.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
        self.scalar(number.map_or(Value::Null, Value::Number))
    }

    /// `.inf` and `.nan` are numbers of YAML, and JSON has none of them.
    fn not_finite<E: serde::de::Error>(&mut self, value: f64) -> Result<Node, E> {
        let node = self.scalar(Value::Text(value.to_string()))?;
        self.refuse(
            Code::YAML_FEATURE,
            node.spot,
            "this is not a number of JSON",
            "write a finite number, or put it in quotes",
        );
        Ok(node)
    }

    /// Texts become literals and documentation, where the compiler refuses marks that make source read as it does not run.
    fn check_direction(&mut self, text: &str, spot: Spot) {
        if let Some(mark) = text.chars().find(|c| turns_text(*c)) {
            let message = format!("the mark U+{:04X} changes the direction of the text after it", u32::from(mark));
            self.refuse(Code::TEXT_DIRECTION, spot, message, "remove it");
        }
    }

    /// A key is in its mapping once.
    fn accept_key(&mut self, key: &str, spot: Spot, seen: &mut HashSet<String>) -> bool {
        let is_new = seen.insert(key.to_owned());
        if !is_new {
            self.refuse(
                Code::DUPLICATE_KEY,
                spot,
                format!("`{key}` is in this mapping twice"),
                "remove one of the two",
            );
        }
        is_new
    }
}

const MERGE_HELP: &str = "write the keys out, or refer to a whole value by `*anchor`";

/// What a merge key means to add, so that it is not missed as well.
fn into_entries(node: Node) -> Vec<Entry> {
    match node.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => Vec::new(),
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
        let spot = self.0.spot()?;
        self.0.check_direction(key, spot);
        Ok((key.to_owned(), spot))
    }
}
