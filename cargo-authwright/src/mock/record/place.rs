//! Finds where a key or a value is in the text of a spec. Only errors of the YAML parser have positions, so that reading fails on
//! purpose at the wanted place.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What is looked for at the end of a path of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Key,
    Value,
}

/// Returns the byte at which a key or a value starts; `None` if there is no such key.
pub(super) fn find(text: &str, path: &[&str], wanted: Wanted) -> Option<usize> {
    let error = Seek { path, wanted }.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    if !error.to_string().contains(FOUND) {
        return None;
    }
    let location = error.location()?;
    let line_start: usize = text.split_inclusive('\n').take(location.line() - 1).map(str::len).sum();
    let line = text.get(line_start..)?;
    let column = line.char_indices().nth(location.column().saturating_sub(1)).map_or(line.len(), |(byte, _)| byte);
    Some(line_start + column)
}

const FOUND: &str = "this is the place";

struct Seek<'p> {
    path: &'p [&'p str],
    wanted: Wanted,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.path.split_first() else { return Err(A::Error::custom(FOUND)) };
        let stop = rest.is_empty() && self.wanted == Wanted::Key;
        while let Some(is_meant) = entries.next_key_seed(Key { name: first, stop })? {
            if is_meant {
                entries.next_value_seed(Seek { path: rest, wanted: self.wanted })?;
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if self.path.is_empty() {
            return Err(A::Error::custom(FOUND));
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        if self.path.is_empty() { Err(E::custom(FOUND)) } else { Ok(()) }
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.visit_unit()
    }
}

/// A key, which is compared with a name.
struct Key<'p> {
    name: &'p str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        if key == self.name && self.stop { Err(E::custom(FOUND)) } else { Ok(key == self.name) }
    }
}
