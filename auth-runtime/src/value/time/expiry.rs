//! Ends that may be "never".

use std::time::{Duration, SystemTime};

use super::{IntoInstant, IntoLifetime};
use crate::value::{Decode, DecodeError, Encode, Ending, JsonRef, Literal, Value};

/// A lifetime or a point in time that may be "never": the type of a field with values such as `0` or `-1` that mean
/// that there is no end. In a spec they are listed under `never`.
///
/// ```
/// use auth_runtime::value::{Expiry, Seconds};
///
/// let expires_in = Expiry::Ends(Seconds::new(900));
/// assert_eq!(expires_in.ends(), Some(Seconds::new(900)));
/// assert_eq!(Expiry::<Seconds>::Never.ends(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expiry<T> {
    /// It ends after this time, or at this time.
    Ends(T),
    /// It does not end.
    Never,
}

impl<T> Expiry<T> {
    /// Returns the end; `None` if there is none.
    #[must_use]
    pub fn ends(self) -> Option<T> {
        match self {
            Self::Ends(end) => Some(end),
            Self::Never => None,
        }
    }

    /// Converts the end, if there is one.
    #[must_use]
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Expiry<U> {
        match self {
            Self::Ends(end) => Expiry::Ends(convert(end)),
            Self::Never => Expiry::Never,
        }
    }
}

/// Decodes an end. Only `#[decode(never(…))]` says which values mean that there is none.
impl<T: Decode> Decode for Expiry<T> {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        T::decode(json).map(Self::Ends)
    }

    fn unreadable() -> Option<Self> {
        T::unreadable().map(Self::Ends)
    }
}

/// Encodes the end; "never" is absent.
impl<T: Encode> Encode for Expiry<T> {
    fn encode(&self) -> Value<'_> {
        match self {
            Self::Ends(end) => end.encode(),
            Self::Never => Value::Absent,
        }
    }
}

impl<T: IntoLifetime> IntoLifetime for Expiry<T> {
    fn lifetime(&self) -> Option<Duration> {
        match self {
            Self::Ends(end) => end.lifetime(),
            Self::Never => None,
        }
    }

    fn never_ends(&self) -> bool {
        matches!(self, Self::Never)
    }
}

impl<T: IntoInstant> IntoInstant for Expiry<T> {
    fn instant(&self) -> Option<SystemTime> {
        match self {
            Self::Ends(end) => end.instant(),
            Self::Never => None,
        }
    }

    fn never_ends(&self) -> bool {
        matches!(self, Self::Never)
    }
}

impl<T: Decode> Ending for Expiry<T> {
    fn decode_ending(json: JsonRef<'_>, never: &[Literal]) -> Result<Self, DecodeError> {
        if never.iter().any(|literal| literal.is_in(json)) { Ok(Self::Never) } else { Self::decode(json) }
    }
}

impl<T: Decode> Ending for Option<Expiry<T>> {
    fn decode_ending(json: JsonRef<'_>, never: &[Literal]) -> Result<Self, DecodeError> {
        if json.is_null() { Ok(None) } else { Expiry::decode_ending(json, never).map(Some) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{HttpDate, Object, Seconds, TextDuration, Timestamp, UnixSeconds};

    fn read<T: Decode>(json: &str, never: &[Literal]) -> Option<Expiry<T>> {
        JsonRef::parse(json.as_bytes()).ok().and_then(|json| Expiry::decode_ending(json, never).ok())
    }

    const NUMBERS: &[Literal] = &[Literal::Number("0"), Literal::Number("-1")];
    const OTHERS: &[Literal] =
        &[Literal::Text("never"), Literal::Text("0001-01-01T00:00:00Z"), Literal::Text(""), Literal::Boolean(false)];

    #[test]
    fn a_number_is_compared_by_its_value_and_a_text_as_it_is() {
        let numbers = [
            ("0", Some(Expiry::Never)),
            ("-1", Some(Expiry::Never)),
            ("\"-1\"", Some(Expiry::Never)),
            ("-1.0", Some(Expiry::Never)),
            ("-0", Some(Expiry::Never)),
            ("1", Some(Expiry::Ends(1))),
            ("\"900\"", Some(Expiry::Ends(900))),
            ("-2", None),
            ("\"never\"", None),
            ("false", None),
            ("\"\"", None),
            ("null", None),
            ("[0]", None),
        ];
        for (json, expected) in numbers {
            let found = read::<Seconds>(json, NUMBERS).map(|found| found.map(Seconds::get));
            assert_eq!(found, expected, "{json}");
        }
        for json in ["\"never\"", "\"0001-01-01T00:00:00Z\"", "\"\"", "false"] {
            assert_eq!(read::<Seconds>(json, OTHERS), Some(Expiry::Never), "{json}");
            assert_eq!(read::<Timestamp>(json, OTHERS), Some(Expiry::Never), "{json}");
            assert_eq!(read::<TextDuration>(json, OTHERS), Some(Expiry::Never), "{json}");
            assert_eq!(read::<HttpDate>(json, OTHERS), Some(Expiry::Never), "{json}");
        }
        for json in ["\"Never\"", "true", "\"false\"", "0.5"] {
            assert_eq!(read::<Seconds>(json, OTHERS), None, "{json}");
        }
        assert_eq!(read::<UnixSeconds>("-2", NUMBERS), Some(Expiry::Ends(UnixSeconds::new(-2))));
    }

    #[test]
    fn what_is_absent_has_its_default_and_null_is_absent() {
        let object = |json: &'static str| Object::of(JsonRef::parse(json.as_bytes()).unwrap()).unwrap();
        let optional =
            |json| object(json).ending::<Option<Expiry<Seconds>>>(&["a"], NUMBERS).map_err(|error| error.to_string());
        assert_eq!(optional("{}"), Ok(None));
        assert_eq!(optional(r#"{"a": null}"#), Ok(None));
        assert_eq!(optional(r#"{"a": -1}"#), Ok(Some(Expiry::Never)));
        assert!(optional(r#"{"a": -2}"#).is_err());
        let or = |json| object(json).ending_or::<Expiry<Seconds>>(&["a"], NUMBERS, "-1").ok();
        assert_eq!(or("{}"), Some(Expiry::Never));
        assert_eq!(or(r#"{"a": 9}"#), Some(Expiry::Ends(Seconds::new(9))));
        assert!(object("{}").ending::<Expiry<Seconds>>(&["a"], NUMBERS).is_err());
    }
}
