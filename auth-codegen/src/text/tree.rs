//! Parses YAML text into a tree in which every key and value has a [`Spot`].
//!
//! `serde_yaml` reports positions only with errors. Therefore the reader numbers keys and values in document order; to
//! find the positions of numbers, it parses the text again and fails on purpose at each, goes on behind it, and so finds
//! all of them in one reading. Valid texts are parsed only once, and there is only one parser.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use auth_language::problem::{Code, Dialect, Help, Problems, turns_text};
use serde_core::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess as _, Visitor};

use super::node::{Entry, Node, Tree, Value};
use super::places::{Places, Wanted};
use super::spot::Spot;

/// The reader's error for a text with too many values.
pub(super) const TOO_LARGE: &str = "too many values";

/// The reader's error for a list or a mapping with too many entries.
pub(super) const TOO_LONG: &str = "too many entries";

/// The maximum number of entries of a list or a mapping: the longest of a real spec has sixty. Entries are compared with each
/// other.
const LONGEST: usize = 1 << 12;

/// The maximum number of keys and values of a text, two for each mark that [`limits`](super::yaml) allows. Anchors that repeat
/// each other can turn a few lines into millions of values.
const MOST: u32 = 1 << 16;

/// The maximum number of bytes in the values of a text that has them written out; anchors may repeat as much again.
fn most_bytes(text: &str) -> usize {
    2 * text.len().max(1 << 16)
}

/// Parses `text` into a tree, and reports what a tree cannot represent: duplicate keys, merge keys, tags.
///
/// # Errors
/// Returns an error if the text is not YAML, or has several documents. Problems before the error are also reported.
pub(super) fn read(text: &str, problems: &mut Problems<Spot>) -> Result<Tree, serde_yaml::Error> {
    let mut reader = Reader { bytes: most_bytes(text), ..Reader::new(MOST, Places::none()) };
    let root = (&mut reader).deserialize(serde_yaml::Deserializer::from_str(text));
    problems.append(std::mem::replace(&mut reader.problems, Problems::new(Dialect::Yaml)));
    let Reader { dropped, twice, run_on, merged, .. } = reader;
    root.map(|root| Tree { root, dropped, bare: Vec::new(), twice, run_on, merged })
}

/// Returns the bytes at which these spots start.
pub(super) fn locate(text: &str, wanted: &BTreeSet<Spot>) -> BTreeMap<Spot, usize> {
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let mut found = places(text, Wanted::These(wanted.clone()));
    // An empty list or mapping has no value that says where it is.
    let missing: Vec<Spot> = wanted.iter().filter(|spot| !found.contains_key(spot)).copied().collect();
    found.extend(missing.into_iter().filter_map(|spot| Some((spot, locate_empty(text, spot)?))));
    found
}

/// Returns the byte at which a list or mapping starts, by a reading that ends there.
fn locate_empty(text: &str, spot: Spot) -> Option<usize> {
    let mut reader = Reader { ends_at: Some(spot), ..Reader::new(u32::MAX, Places::none()) };
    let error = (&mut reader).deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    error.location().map(|at| at.index())
}

/// Returns the last spots that start before these bytes, which are in the order of the text.
pub(super) fn spots_before(text: &str, bytes: &[usize]) -> Vec<Spot> {
    if bytes.is_empty() {
        return Vec::new();
    }
    // What an alias stands for starts before what was there already.
    let mut last = 0;
    let mut starts: Vec<(Spot, usize)> = places(text, Wanted::All).into_iter().collect();
    starts.retain(|(_, start)| {
        let is_later = *start >= last;
        last = last.max(*start);
        is_later
    });
    let before = |at: usize| starts.partition_point(|(_, start)| *start <= at).checked_sub(1);
    bytes.iter().map(|at| before(*at).map_or(Spot::default(), |index| starts[index].0)).collect()
}

fn places(text: &str, wanted: Wanted) -> BTreeMap<Spot, usize> {
    let mut reader = Reader::new(u32::MAX, Places::new(text, wanted));
    // A text that cannot be read to its end has places, too.
    let _ = (&mut reader).deserialize(serde_yaml::Deserializer::from_str(text));
    reader.places.into_found()
}

/// Returns the byte at which the second document of a text starts.
pub(super) fn locate_second(text: &str) -> Option<usize> {
    let mut reader = Reader::new(0, Places::none());
    let error = (&mut reader).deserialize(serde_yaml::Deserializer::from_str(text).nth(1)?).err()?;
    error.location().map(|at| at.index())
}

/// A deserializer that numbers keys and values, and fails at those whose places are wanted.
struct Reader<'t> {
    next: u32,
    /// The maximum number of values.
    most: u32,
    /// How many bytes of text may follow.
    bytes: usize,
    places: Places<'t>,
    /// Where the reading ends.
    ends_at: Option<Spot>,
    /// A value or a key at which the reader has failed on purpose.
    failed: Option<Failed>,
    problems: Problems<Spot>,
    dropped: Vec<Node>,
    twice: Vec<Spot>,
    merged: Vec<Spot>,
    run_on: Vec<Spot>,
}

enum Failed {
    Value(Node),
    Key(String, Spot),
}

impl<'t> Reader<'t> {
    fn new(most: u32, places: Places<'t>) -> Self {
        Self {
            next: 0,
            most,
            bytes: usize::MAX,
            places,
            ends_at: None,
            failed: None,
            problems: Problems::new(Dialect::Yaml),
            dropped: Vec::new(),
            twice: Vec::new(),
            merged: Vec::new(),
            run_on: Vec::new(),
        }
    }

    fn spot<E: serde_core::de::Error>(&mut self) -> Result<Spot, E> {
        let spot = Spot::number(self.next);
        self.next += 1;
        if self.next > self.most {
            return Err(E::custom(TOO_LARGE));
        }
        if self.ends_at == Some(spot) {
            return Err(E::custom("found"));
        }
        Ok(spot)
    }

    /// Counts the bytes of a text.
    fn take<E: serde_core::de::Error>(&mut self, text: &str) -> Result<(), E> {
        self.bytes = self.bytes.checked_sub(text.len()).ok_or_else(|| E::custom(TOO_LARGE))?;
        Ok(())
    }

    fn refuse(&mut self, code: Code, spot: Spot, message: impl Into<String>, help: impl Into<Help<Spot>>) {
        self.problems.report(code, spot, message, help);
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reader<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let read = deserializer.deserialize_any(&mut *self);
        match (read, self.failed.take()) {
            (Err(error), Some(Failed::Value(node))) => {
                self.places.found(node.spot, &error.to_string());
                Ok(node)
            }
            (read, _) => read,
        }
    }
}

impl<'de> Visitor<'de> for &mut Reader<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    /// Reads a text without a document as null.
    fn visit_none<E: serde_core::de::Error>(self) -> Result<Node, E> {
        self.scalar(Value::Null)
    }

    fn visit_unit<E: serde_core::de::Error>(self) -> Result<Node, E> {
        self.scalar(Value::Null)
    }

    fn visit_bool<E: serde_core::de::Error>(self, value: bool) -> Result<Node, E> {
        self.scalar(Value::Boolean(value))
    }

    fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<Node, E> {
        self.scalar(Value::Number(value.into()))
    }

    fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<Node, E> {
        self.scalar(Value::Number(value.into()))
    }

    fn visit_i128<E: serde_core::de::Error>(self, value: i128) -> Result<Node, E> {
        self.text_number(&value.to_string())
    }

    fn visit_u128<E: serde_core::de::Error>(self, value: u128) -> Result<Node, E> {
        self.text_number(&value.to_string())
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<Node, E> {
        match serde_json::Number::from_f64(value) {
            Some(number) => self.scalar(Value::Number(number)),
            None => self.not_finite(),
        }
    }

    fn visit_str<E: serde_core::de::Error>(self, value: &str) -> Result<Node, E> {
        self.take(value)?;
        self.check_direction(value, Spot::number(self.next));
        self.scalar(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let spot = self.spot()?;
        self.places.begin(spot);
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(&mut *self)? {
            list.extend(self.builds().then_some(item));
            check_length(&list)?;
        }
        list.shrink_to_fit();
        self.places.end(spot, &['[', '-']);
        Ok(Node { value: Value::List(list), spot })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let spot = self.spot()?;
        self.places.begin(spot);
        let (mut map, mut merged): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
        while let Some((key, key_spot)) = entries.next_key_seed(Key(self))? {
            let node = entries.next_value_seed(&mut *self)?;
            if !self.builds() {
                continue;
            }
            if key == "<<" {
                self.refuse(Code::YAML_FEATURE, key_spot, "merge keys are not part of the language", MERGE_HELP);
                merged.extend(into_entries(node));
                self.merged.extend(merged.iter().map(|entry| entry.key_spot));
            } else {
                map.push(Entry { key, key_spot, node });
                check_length(&map)?;
            }
        }
        let mut map = self.unique(map, spot);
        merge(&mut map, merged);
        map.shrink_to_fit();
        self.places.end(spot, &['{']);
        Ok(Node { value: Value::Map(map), spot })
    }

    /// Reports a tag, which has no meaning in a spec, and reads the value after it.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        let node = value.newtype_variant_seed(&mut *self)?;
        let help = format!("remove it, or put a text that begins with `!{tag}` in quotes");
        self.refuse(Code::YAML_FEATURE, node.spot, format!("the tag `!{tag}` means nothing in a spec"), help);
        Ok(node)
    }
}

impl Reader<'_> {
    /// Whether a tree is built. A reading for places needs none.
    fn builds(&self) -> bool {
        self.places.wants_nothing()
    }

    fn scalar<E: serde_core::de::Error>(&mut self, value: Value) -> Result<Node, E> {
        let node = Node { value, spot: self.spot()? };
        if self.places.wants(node.spot) {
            self.failed = Some(Failed::Value(node));
            return Err(E::custom("found"));
        }
        Ok(node)
    }

    /// Reads a number of more than 64 bits, which the YAML parser passes as text.
    fn text_number<E: serde_core::de::Error>(&mut self, digits: &str) -> Result<Node, E> {
        let number = digits.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
        self.scalar(number.map_or(Value::Null, Value::Number))
    }

    /// Reports `.inf` and `.nan`, which are numbers in YAML but not in JSON.
    fn not_finite<E: serde_core::de::Error>(&mut self) -> Result<Node, E> {
        let node = self.scalar(Value::Number(0.into()))?;
        self.refuse(Code::YAML_FEATURE, node.spot, "this is not a number of JSON", "write a finite number");
        Ok(node)
    }

    /// Reports bidirectional formatting characters, which rustc rejects in the literals and comments that texts become.
    fn check_direction(&mut self, text: &str, spot: Spot) {
        if let Some(mark) = text.chars().find(|c| turns_text(*c)) {
            let message = format!("the mark U+{:04X} changes the direction of the text after it", u32::from(mark));
            self.refuse(Code::TEXT_DIRECTION, spot, message, "remove it");
        }
    }

    /// Keeps one entry for each key, and reports the others.
    fn unique(&mut self, map: Vec<Entry>, spot: Spot) -> Vec<Entry> {
        let mut seen = HashSet::new();
        let again: Vec<usize> = (0..map.len()).filter(|index| !seen.insert(map[*index].key.as_str())).collect();
        match again.as_slice() {
            [] => map,
            [first, _, ..] if map[*first].key == map[0].key || again.len() * 2 >= map.len() - first => {
                self.cut_off(map, *first, spot)
            }
            _ => self.without_twins(map),
        }
    }

    /// Reports the first of a row of keys that are all there already: the name of what begins there is missing.
    fn cut_off(&mut self, mut map: Vec<Entry>, first: usize, spot: Spot) -> Vec<Entry> {
        let rest = map.split_off(first);
        if let Some(Entry { key, key_spot, .. }) = rest.first() {
            let help = "remove it, and those after it; or write a name above them, if something else begins here";
            self.refuse(Code::DUPLICATE_KEY, *key_spot, format!("duplicate key `{key}`"), help);
        }
        self.dropped.extend(rest.into_iter().map(|entry| entry.node));
        self.run_on.push(spot);
        map
    }

    fn without_twins(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let (mut map, mut places): (Vec<Entry>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
        for Entry { key, key_spot, node } in entries {
            let place = *places.entry(key.clone()).or_insert(map.len());
            let Some(kept) = map.get_mut(place) else {
                map.push(Entry { key, key_spot, node });
                continue;
            };
            self.problems.report(
                Code::DUPLICATE_KEY,
                key_spot,
                format!("duplicate key `{key}`"),
                "remove one of the two",
            );
            if matches!(kept.node.value, Value::Null) {
                self.dropped.push(std::mem::replace(&mut kept.node, node));
            } else {
                let is_same = kept.node.to_json() == node.to_json();
                self.twice.extend(Some(kept.key_spot).filter(|_| !is_same));
                self.dropped.push(node);
            }
        }
        map
    }
}

const MERGE_HELP: &str = "write the keys out, or refer to a whole value by `*anchor`";

fn check_length<T, E: serde_core::de::Error>(entries: &[T]) -> Result<(), E> {
    if entries.len() > LONGEST { Err(E::custom(TOO_LONG)) } else { Ok(()) }
}

/// Adds the entries of merge keys whose keys are not there.
fn merge(map: &mut Vec<Entry>, merged: Vec<Entry>) {
    if merged.is_empty() {
        return;
    }
    let seen: HashSet<String> = map.iter().map(|entry| entry.key.clone()).collect();
    map.extend(merged.into_iter().filter(|entry| !seen.contains(&entry.key)));
}

/// Returns the entries that a merge key would add, so that they are not reported as missing too.
fn into_entries(node: Node) -> Vec<Entry> {
    match node.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => Vec::new(),
    }
}

/// A key, which is always text: `200:` is the key `200`.
struct Key<'r, 't>(&'r mut Reader<'t>);

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = (String, Spot);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(String, Spot), D::Error> {
        let Key(reader) = self;
        let read = deserializer.deserialize_str(Key(&mut *reader));
        match (read, reader.failed.take()) {
            (Err(error), Some(Failed::Key(key, spot))) => {
                reader.places.found(spot, &error.to_string());
                Ok((key, spot))
            }
            (read, _) => read,
        }
    }
}

impl Visitor<'_> for Key<'_, '_> {
    type Value = (String, Spot);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: serde_core::de::Error>(self, key: &str) -> Result<(String, Spot), E> {
        self.0.take(key)?;
        let spot = self.0.spot()?;
        self.0.check_direction(key, spot);
        if self.0.places.wants(spot) {
            self.0.failed = Some(Failed::Key(key.to_owned(), spot));
            return Err(E::custom("found"));
        }
        Ok((key.to_owned(), spot))
    }
}
