//! Members of an object, by path.

use super::{Decode, DecodeError};
use crate::value::{JsonRef, Text};

/// A JSON object whose members are read one by one: what `#[derive(Decode)]` reads a record from.
///
/// A field lists the paths at which it may be; the first that is there and not `null` wins. A path whose intermediate
/// step is no object counts as absent. Members that nobody asks for are ignored; one that is asked for and is there
/// twice is an error (RFC 8259 §4 leaves open which one counts).
///
/// ```
/// use auth_runtime::value::{JsonRef, Object};
///
/// let object = Object::of(JsonRef::parse(br#"{"data": {"bearer": "b"}}"#)?)?;
/// assert_eq!(object.field::<String>(&["token", "data.bearer"])?, "b");
/// # Ok::<(), auth_runtime::value::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Object<'a>(JsonRef<'a>);

impl<'a> Object<'a> {
    /// An error if `json` is not an object.
    pub fn of(json: JsonRef<'a>) -> Result<Self, DecodeError> {
        if json.is_object() { Ok(Self(json)) } else { Err(DecodeError::expected("an object")) }
    }

    /// Reads the first of `paths` that is there. An error if none is and the type is not optional.
    pub fn field<T: Decode>(&self, paths: &[&str]) -> Result<T, DecodeError> {
        match self.find(paths)? {
            Some((path, json)) => T::decode(json).map_err(|error| error.at(path)),
            None => absent(paths),
        }
    }

    /// As [`field`](Self::field), with `default`, which is JSON, where none of `paths` is there.
    pub fn field_or<T: Decode>(&self, paths: &[&str], default: &str) -> Result<T, DecodeError> {
        let found = self.find(paths)?;
        let (path, json) = match found {
            Some(found) => found,
            None => (paths.first().copied().unwrap_or_default(), JsonRef::parse(default.as_bytes())?),
        };
        T::decode(json).map_err(|error| error.at(path))
    }

    /// As [`field`](Self::field), for a list in one text.
    pub fn separated<T: Decode>(&self, paths: &[&str], separator: &str) -> Result<T, DecodeError> {
        match self.find(paths)? {
            Some((path, json)) => T::decode_separated(json, separator).map_err(|error| error.at(path)),
            None => absent(paths),
        }
    }

    /// The member of that name, with no regard to its type.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<JsonRef<'a>> {
        member(self.0, name).ok().flatten()
    }

    fn find<'p>(&self, paths: &[&'p str]) -> Result<Option<(&'p str, JsonRef<'a>)>, DecodeError> {
        for &path in paths {
            if let Some(json) = follow(self.0, path)? {
                return Ok(Some((path, json)));
            }
        }
        Ok(None)
    }
}

/// The lenient reading of an error body: what is absent or of another type is `None`. `#[derive(ErrorBody)]` uses it.
///
/// ```
/// use auth_runtime::value::{JsonRef, lenient};
///
/// let json = JsonRef::parse(br#"{"error": {"code": 7, "message": "no"}}"#).ok();
/// assert_eq!(lenient::<String>(json, &["error.message", "message"]).as_deref(), Some("no"));
/// assert_eq!(lenient::<String>(json, &["error.code", "error"]), None);
/// ```
#[must_use]
pub fn lenient<T: Decode>(json: Option<JsonRef<'_>>, paths: &[&str]) -> Option<T> {
    let json = json?;
    paths.iter().find_map(|path| T::decode(follow(json, path).ok()??).ok())
}

fn absent<T: Decode>(paths: &[&str]) -> Result<T, DecodeError> {
    T::absent().ok_or_else(|| DecodeError::missing(&paths.join("` or `")))
}

fn follow<'a>(json: JsonRef<'a>, path: &str) -> Result<Option<JsonRef<'a>>, DecodeError> {
    let mut found = json;
    for name in path.split('.') {
        match member(found, name).map_err(|Twice| DecodeError::twice(path))? {
            Some(json) if !json.is_null() => found = json,
            _ => return Ok(None),
        }
    }
    Ok(Some(found))
}

struct Twice;

fn member<'a>(json: JsonRef<'a>, name: &str) -> Result<Option<JsonRef<'a>>, Twice> {
    let mut matching = json.members().filter(|(literal, _)| is_name(literal, name));
    match (matching.next(), matching.next()) {
        (_, Some(_)) => Err(Twice),
        (found, None) => Ok(found.map(|(_, value)| value)),
    }
}

/// An escape is longer than what it says: only a longer literal can have one and still be the name.
fn is_name(literal: &str, name: &str) -> bool {
    let inner = literal.len().saturating_sub(2);
    if inner <= name.len() {
        return inner == name.len() && literal.get(1..=inner) == Some(name);
    }
    Text::read(literal).is_some_and(|text| *text == *name)
}
