//! Decodes the members of an object by their paths.

use super::path::{WHOLE, follow};
use super::place::find;
use super::{Decode, DecodeError, Ending, tolerance};
use crate::value::{JsonRef, Literal, Origin};

/// A JSON object whose members are read one by one, as `#[derive(Decode)]` does.
///
/// A field has one or more paths; the first one with a value other than `null` is used. A path is absent if one of its
/// steps is not an object; `\.` is a dot within a name. In a list, a number is the index of an item. The path `.` is
/// the whole body. Members that are not requested are ignored; a requested member that is repeated is an error, because
/// RFC 8259 §4 does not define which one is valid.
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
    /// Makes an object. Returns an error if `json` is not one.
    pub fn of(json: JsonRef<'a>) -> Result<Self, DecodeError> {
        let object = if tolerance::is_tolerant() { only_element(json) } else { json };
        if object.is_object() { Ok(Self(object)) } else { Err(DecodeError::expected("an object")) }
    }

    /// Makes an object of any value, for a body that is a single value, or a reply without a body.
    #[must_use]
    pub fn whole(json: JsonRef<'a>) -> Self {
        Self(json)
    }

    /// Decodes the first of `paths` that is present. Returns an error if none is and the type is not optional.
    pub fn field<T: Decode>(&self, paths: &[&str]) -> Result<T, DecodeError> {
        self.read(paths, T::decode)
    }

    /// Like [`field`](Self::field), but decodes `default`, which is JSON, if none of `paths` is present.
    pub fn field_or<T: Decode>(&self, paths: &[&str], default: &str) -> Result<T, DecodeError> {
        self.read_or(paths, default, T::decode)
    }

    /// Like [`field`](Self::field), for a list that is a joined text.
    pub fn separated<T: Decode>(&self, paths: &[&str], separator: &str) -> Result<T, DecodeError> {
        self.read(paths, |json| T::decode_separated(json, separator))
    }

    /// Like [`field`](Self::field), for an end for which these values mean "never".
    #[doc(hidden)]
    pub fn ending<T: Ending>(&self, paths: &[&str], never: &[Literal]) -> Result<T, DecodeError> {
        self.read(paths, |json| T::decode_ending(json, never))
    }

    /// Like [`field_or`](Self::field_or), for an end for which these values mean "never".
    #[doc(hidden)]
    pub fn ending_or<T: Ending>(&self, paths: &[&str], never: &[Literal], default: &str) -> Result<T, DecodeError> {
        self.read_or(paths, default, |json| T::decode_ending(json, never))
    }

    /// Decodes the value at a place. Returns an error if there is none and the type is not optional.
    pub fn at<T: Decode>(&self, origin: &Origin<'_>) -> Result<T, DecodeError> {
        self.read_at(origin, None, T::decode)
    }

    /// Like [`at`](Self::at), but decodes `default`, which is JSON, if there is no value.
    pub fn at_or<T: Decode>(&self, origin: &Origin<'_>, default: &str) -> Result<T, DecodeError> {
        self.read_at_or(origin, default, T::decode)
    }

    /// Like [`at`](Self::at), for a list that is a joined text.
    pub fn separated_at<T: Decode>(&self, origin: &Origin<'_>, separator: &str) -> Result<T, DecodeError> {
        self.read_at(origin, Some(separator), |json| T::decode_separated(json, separator))
    }

    /// Like [`at`](Self::at), for an end for which these values mean "never".
    #[doc(hidden)]
    pub fn ending_at<T: Ending>(&self, origin: &Origin<'_>, never: &[Literal]) -> Result<T, DecodeError> {
        self.read_at(origin, None, |json| T::decode_ending(json, never))
    }

    /// Like [`at_or`](Self::at_or), for an end for which these values mean "never".
    #[doc(hidden)]
    pub fn ending_at_or<T: Ending>(
        &self,
        origin: &Origin<'_>,
        never: &[Literal],
        default: &str,
    ) -> Result<T, DecodeError> {
        self.read_at_or(origin, default, |json| T::decode_ending(json, never))
    }

    fn read<T: Decode>(
        &self,
        paths: &[&str],
        read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        match self.find(paths) {
            Ok(Some((path, json))) => tolerated(path, read(json).map_err(|error| error.at(path)), json.get()),
            Ok(None) => absent(&paths.join("` or `")),
            Err(error) => tolerated(paths.first().copied().unwrap_or_default(), Err(error), ""),
        }
    }

    fn read_or<T: Decode>(
        &self,
        paths: &[&str],
        default: &str,
        read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let first = paths.first().copied().unwrap_or_default();
        let found = match self.find(paths) {
            Ok(Some((path, json))) => {
                or_default(path, read(json).map_err(|error| error.at(path)).map(Some), json.get())?
            }
            found => or_default(first, found.map(|_| None), "")?,
        };
        found.map_or_else(|| read_default(default, first, read), Ok)
    }

    fn read_at_or<T: Decode>(
        &self,
        origin: &Origin<'_>,
        default: &str,
        read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let label = origin.to_string();
        let found = match find(self.0, origin, None) {
            Ok(Some(found)) => {
                let value = found.read(&read).map_err(|error| error.at(&label)).map(Some);
                or_default(&label, value, found.as_json_text())?
            }
            found => or_default(&label, found.map(|_| None), "")?,
        };
        found.map_or_else(|| read_default(default, &label, read), Ok)
    }

    fn read_at<T: Decode>(
        &self,
        origin: &Origin<'_>,
        separator: Option<&str>,
        read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        let label = origin.to_string();
        match find(self.0, origin, separator) {
            Ok(Some(found)) => {
                let value = found.read(read).map_err(|error| error.at(&label));
                tolerated(&label, value, found.as_json_text())
            }
            Ok(None) => absent(&label),
            Err(error) => tolerated(&label, Err(error), ""),
        }
    }

    /// Returns the member with this name, of any type.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<JsonRef<'a>> {
        super::path::member(self.0, name).ok().flatten()
    }

    fn find<'p>(&self, paths: &[&'p str]) -> Result<Option<(&'p str, JsonRef<'a>)>, DecodeError> {
        for &path in paths {
            if let Some(json) = follow(self.0, path)?.filter(|json| !is_way(paths, path, *json)) {
                return Ok(Some((path, json)));
            }
        }
        Ok(None)
    }
}

/// Whether an object is not a value itself, because another path of the field leads into it: `token` beside `token.value`.
fn is_way(paths: &[&str], path: &str, json: JsonRef<'_>) -> bool {
    let leads_through = |other: &&str| match path {
        WHOLE => *other != WHOLE,
        path => other.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')),
    };
    json.is_object() && paths.iter().any(leads_through)
}

/// Decodes a member of an error body leniently: if it is absent or of another type, the result is `None`.
/// `#[derive(ErrorBody)]` uses it.
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
    first_readable(json, paths, T::decode)
}

/// Like [`lenient`], for a list that is a joined text.
///
/// ```
/// use auth_runtime::value::{JsonRef, lenient_separated};
///
/// let json = JsonRef::parse(br#"{"codes": "a,b"}"#).ok();
/// assert_eq!(lenient_separated::<Vec<String>>(json, &["codes"], ","), Some(vec!["a".into(), "b".into()]));
/// ```
#[must_use]
pub fn lenient_separated<T: Decode>(json: Option<JsonRef<'_>>, paths: &[&str], separator: &str) -> Option<T> {
    first_readable(json, paths, |json| T::decode_separated(json, separator))
}

/// Like [`lenient`], for a value in another place than a member of the body.
#[doc(hidden)]
#[must_use]
pub fn lenient_at<T: Decode>(json: Option<JsonRef<'_>>, origin: &Origin<'_>) -> Option<T> {
    find(json?, origin, None).ok().flatten()?.read(T::decode).ok()
}

/// Like [`lenient_at`], for a list that is a joined text.
#[doc(hidden)]
#[must_use]
pub fn lenient_separated_at<T: Decode>(json: Option<JsonRef<'_>>, origin: &Origin<'_>, separator: &str) -> Option<T> {
    find(json?, origin, Some(separator)).ok().flatten()?.read(|json| T::decode_separated(json, separator)).ok()
}

/// Like [`lenient`], for an end for which these values mean "never".
#[doc(hidden)]
#[must_use]
pub fn lenient_ending<T: Ending>(json: Option<JsonRef<'_>>, paths: &[&str], never: &[Literal]) -> Option<T> {
    first_readable(json, paths, |json| T::decode_ending(json, never))
}

/// Returns the first member at one of `paths` that can be read.
fn first_readable<'a, T>(
    json: Option<JsonRef<'a>>,
    paths: &[&str],
    read: impl Fn(JsonRef<'a>) -> Result<T, DecodeError>,
) -> Option<T> {
    let json = json?;
    paths.iter().find_map(|path| {
        let found = follow(json, path).ok()?.filter(|found| !is_way(paths, path, *found))?;
        read(found).ok()
    })
}

/// Like [`lenient_at`], for an end for which these values mean "never".
#[doc(hidden)]
#[must_use]
pub fn lenient_ending_at<T: Ending>(json: Option<JsonRef<'_>>, origin: &Origin<'_>, never: &[Literal]) -> Option<T> {
    find(json?, origin, None).ok().flatten()?.read(|json| T::decode_ending(json, never)).ok()
}

fn absent<T: Decode>(place: &str) -> Result<T, DecodeError> {
    let value = if tolerance::is_tolerant() { unreadable(place) } else { T::absent() };
    value.ok_or_else(|| DecodeError::missing(place))
}

/// Returns the value for a member of a token reply that cannot be read, or is absent. Where one is required, it is a
/// stand-in; of secrets, only for those that may be absent.
fn unreadable<T: Decode>(place: &str) -> Option<T> {
    T::unreadable().or_else(|| {
        let may = if T::is_secret() { is_dispensable(place) } else { tolerance::is_nothing_needed() };
        tolerance::make_up(may, stand_in)
    })
}

/// Secrets without which a token reply is good, whatever its type says: the refresh token that it had before stays (RFC
/// 6749 §6), and a renewal may have no ID token (`OpenID` Connect Core §12.2).
const DISPENSABLE: [&str; 2] = ["refreshtoken", "idtoken"];

fn is_dispensable(place: &str) -> bool {
    let name = place.rsplit(['.', '`']).next().unwrap_or_default();
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    DISPENSABLE.contains(&&*name.to_ascii_lowercase())
}

fn stand_in<T: Decode>() -> Option<T> {
    tolerance::STAND_INS.iter().find_map(|json| T::decode(JsonRef::parse(json.as_bytes()).ok()?).ok())
}

/// Treats a member of a token reply that cannot be read as absent, and reports it. An empty text is absent without a
/// report.
fn tolerated<T: Decode>(path: &str, read: Result<T, DecodeError>, json: &str) -> Result<T, DecodeError> {
    let error = match read {
        Err(error) if tolerance::is_tolerant() => error,
        read => return read,
    };
    let Some(value) = unreadable(path) else { return Err(error) };
    note_odd::<T>(path, json);
    Ok(value)
}

/// Like [`tolerated`], for a member with a default, which then applies.
fn or_default<T: Decode>(
    path: &str,
    read: Result<Option<T>, DecodeError>,
    json: &str,
) -> Result<Option<T>, DecodeError> {
    if read.is_ok() || !tolerance::is_tolerant() {
        return read;
    }
    note_odd::<T>(path, json);
    Ok(None)
}

fn note_odd<T: Decode>(path: &str, json: &str) {
    if json != r#""""# {
        tolerance::note(path, T::is_secret());
    }
}

/// Returns the object in an array of one.
fn only_element(json: JsonRef<'_>) -> JsonRef<'_> {
    let mut elements = json.elements().into_iter().flatten();
    match (elements.next(), elements.next()) {
        (Some(only), None) => only,
        _ => json,
    }
}

/// Decodes the default of a member that is absent.
fn read_default<T>(
    default: &str,
    at: &str,
    read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
) -> Result<T, DecodeError> {
    read(JsonRef::parse(default.as_bytes())?).map_err(|error| error.at(at))
}
