//! Members of an object, by path.

use std::borrow::Cow;

use super::{Decode, DecodeError, tolerance};
use crate::value::{JsonRef, Text};

/// A JSON object whose members are read one by one: what `#[derive(Decode)]` reads a record from.
///
/// A field lists the paths at which it may be; the first that is there and not `null` wins. A path whose intermediate
/// step is not an object counts as absent; `\.` is a dot of a name itself. Members that nobody asks for are ignored; one that is asked for and is there
/// twice is an error (RFC 8259 §4 leaves open which one counts).
///
/// ```
/// use auth_runtime::value::{JsonRef, Object};
///
/// let object = Object::of(JsonRef::parse(br#"{"data": {"bearer": "b"}, "acme.id": "i"}"#)?)?;
/// assert_eq!(object.field::<String>(&["token", "data.bearer"])?, "b");
/// assert_eq!(object.field::<String>(&[r"acme\.id"])?, "i");
/// # Ok::<(), auth_runtime::value::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Object<'a>(JsonRef<'a>);

impl<'a> Object<'a> {
    /// An error if `json` is not an object.
    pub fn of(json: JsonRef<'a>) -> Result<Self, DecodeError> {
        let object = if tolerance::is_tolerant() { only_element(json) } else { json };
        if object.is_object() { Ok(Self(object)) } else { Err(DecodeError::expected("an object")) }
    }

    /// Reads the first of `paths` that is there. An error if none is and the type is not optional.
    pub fn field<T: Decode>(&self, paths: &[&str]) -> Result<T, DecodeError> {
        match self.find(paths) {
            Ok(Some((path, json))) => tolerated(path, T::decode(json).map_err(|error| error.at(path)), json.get()),
            Ok(None) => absent(paths),
            Err(error) => tolerated(paths.first().copied().unwrap_or_default(), Err(error), ""),
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
        match self.find(paths) {
            Ok(Some((path, json))) => {
                let read = T::decode_separated(json, separator).map_err(|error| error.at(path));
                tolerated(path, read, json.get())
            }
            Ok(None) => absent(paths),
            Err(error) => tolerated(paths.first().copied().unwrap_or_default(), Err(error), ""),
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

/// The same for a list that is one text.
///
/// ```
/// use auth_runtime::value::{JsonRef, lenient_separated};
///
/// let json = JsonRef::parse(br#"{"codes": "a,b"}"#).ok();
/// assert_eq!(lenient_separated::<Vec<String>>(json, &["codes"], ","), Some(vec!["a".into(), "b".into()]));
/// ```
#[must_use]
pub fn lenient_separated<T: Decode>(json: Option<JsonRef<'_>>, paths: &[&str], separator: &str) -> Option<T> {
    let json = json?;
    paths.iter().find_map(|path| T::decode_separated(follow(json, path).ok()??, separator).ok())
}

fn absent<T: Decode>(paths: &[&str]) -> Result<T, DecodeError> {
    let value = if tolerance::is_tolerant() { T::unreadable() } else { T::absent() };
    value.ok_or_else(|| DecodeError::missing(&paths.join("` or `")))
}

/// What cannot be read in a token reply counts as absent, and is noted. An empty text is absent without a note.
fn tolerated<T: Decode>(path: &str, read: Result<T, DecodeError>, json: &str) -> Result<T, DecodeError> {
    let error = match read {
        Err(error) if tolerance::is_tolerant() => error,
        read => return read,
    };
    let Some(value) = T::unreadable() else { return Err(error) };
    if json != r#""""# {
        tolerance::note(path, T::is_secret());
    }
    Ok(value)
}

/// The object in an array of one.
fn only_element(json: JsonRef<'_>) -> JsonRef<'_> {
    let mut elements = json.elements().into_iter().flatten();
    match (elements.next(), elements.next()) {
        (Some(only), None) => only,
        _ => json,
    }
}

/// The value at a path: names that are joined by dots. `\.` is a dot of a name.
fn follow<'a>(json: JsonRef<'a>, path: &str) -> Result<Option<JsonRef<'a>>, DecodeError> {
    let (mut found, mut rest) = (json, Some(path));
    while let Some(text) = rest {
        let (name, after) = split_name(text);
        match member(found, &name).map_err(|Twice| DecodeError::twice(path))? {
            Some(json) if !json.is_null() => found = json,
            _ => return Ok(None),
        }
        rest = after;
    }
    Ok(Some(found))
}

/// The first name of a path, and what follows its dot.
fn split_name(path: &str) -> (Cow<'_, str>, Option<&str>) {
    let is_escaped = |dot: usize| path[..dot].ends_with('\\');
    let dot = path.match_indices('.').map(|(dot, _)| dot).find(|dot| !is_escaped(*dot));
    let (name, after) = dot.map_or((path, None), |dot| (&path[..dot], Some(&path[dot + 1..])));
    let name = if name.contains('\\') { Cow::Owned(name.replace("\\.", ".")) } else { Cow::Borrowed(name) };
    (name, after)
}

struct Twice;

fn member<'a>(json: JsonRef<'a>, name: &str) -> Result<Option<JsonRef<'a>>, Twice> {
    let mut matching = json.members().filter(|(literal, _)| is_name(literal, name));
    match (matching.next(), matching.next()) {
        (Some((_, first)), Some((_, second))) if tolerance::is_tolerant() && first.get() == second.get() => {
            Ok(Some(first))
        }
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
