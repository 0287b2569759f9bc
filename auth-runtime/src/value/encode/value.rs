//! The value of a request's field, independent of the place where it is sent.

use std::borrow::Cow;

use smallvec::SmallVec;

use crate::expression::{Bytes, Computed};
use crate::request::Upload;
use crate::value::{JsonRef, Secret};

/// The value of a field. `Debug` shows no secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Value<'a> {
    /// The field is left out.
    Absent,
    /// A text.
    Text(Cow<'a, str>),
    /// A text that must not be shown.
    Secret(&'a Secret),
    /// An integer.
    Integer(i64),
    /// An integer that may be above 2⁶³ - 1.
    Unsigned(u64),
    /// A number, as it is written.
    Digits(Cow<'a, str>),
    /// A number. Infinity and NaN cannot be represented in JSON, so a request with one cannot be built.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list: an array in JSON, a repeated key in a form or query.
    List(Vec<Value<'a>>),
    /// A list as one text: the items joined by the separator.
    Joined(Vec<Value<'a>>, &'static str),
    /// An object, in JSON only.
    Object(Vec<(&'static str, Value<'a>)>),
    /// An object with arbitrary names, in JSON only.
    Map(Vec<(Cow<'a, str>, Value<'a>)>),
    /// JSON that is written unchanged, only in JSON.
    Json(JsonRef<'a>),
    /// A template: the joined pieces. If one is absent, the whole value is absent.
    Concat(Vec<Value<'a>>),
    /// A text before a secret, such as `Bearer …`: the template that most credentials have, without an allocation.
    Prefixed(&'a str, &'a Secret),
    /// A setting of the connection. [`Fields::part`](crate::request::Fields::part) replaces it by its value.
    Setting(&'static str),
    /// A computation. [`Fields::part`](crate::request::Fields::part) replaces it by its value.
    Computed(Box<Computed<Self>>),
    /// A computed text that must not be shown.
    Made(Secret),
    /// Computed bytes, which only other computations can use.
    Bytes(Bytes),
    /// Bytes that are sent as they are: a part of a multipart body, or a whole body.
    Upload(Upload),
}

impl<'a> Value<'a> {
    /// Whether the value is computed, or a part of it is.
    pub(crate) fn is_computed(&self) -> bool {
        match self {
            Self::Computed(_) => true,
            Self::Concat(items) | Self::List(items) | Self::Joined(items, _) => items.iter().any(Self::is_computed),
            Self::Object(members) => members.iter().any(|(_, value)| value.is_computed()),
            _ => false,
        }
    }

    /// Makes a constant text.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Makes a number from its text.
    #[must_use]
    pub const fn digits(digits: &'a str) -> Self {
        Self::Digits(Cow::Borrowed(digits))
    }

    /// Makes a constant of JSON: `null`, a list or an object. A request with a text that is not JSON cannot be built.
    ///
    /// ```
    /// use auth_runtime::value::Value;
    ///
    /// assert!(matches!(Value::constant(r#"["a", null]"#), Value::Json(_)));
    /// ```
    #[must_use]
    pub fn constant(json: &'a str) -> Self {
        // NaN is what cannot be written.
        JsonRef::parse(json.as_bytes()).map_or(Self::Number(f64::NAN), Self::Json)
    }

    /// Makes a computed value.
    #[must_use]
    pub fn computed(computed: Computed<Self>) -> Self {
        Self::Computed(Box::new(computed))
    }

    /// Makes a template, which is absent if one of the pieces is.
    #[must_use]
    pub fn concat(pieces: impl IntoIterator<Item = Self>) -> Self {
        let pieces: SmallVec<[Self; 3]> = pieces.into_iter().collect();
        match &*pieces {
            [Self::Text(Cow::Borrowed(prefix)), Self::Secret(secret)] => Self::Prefixed(prefix, secret),
            pieces if pieces.iter().any(|piece| matches!(piece, Self::Absent)) => Self::Absent,
            _ => Self::Concat(pieces.into_vec()),
        }
    }

    /// Joins a list into one text. Other values are not changed.
    #[must_use]
    pub fn joined(self, separator: &'static str) -> Self {
        match self {
            Self::List(items) => Self::Joined(items, separator),
            other => other,
        }
    }

    /// Returns this value, or another if it is absent.
    #[must_use]
    pub fn or(self, default: Self) -> Self {
        match self {
            Self::Absent => default,
            given => given,
        }
    }

    /// Leaves out the absent members and items of JSON that is described by a template.
    #[cfg(feature = "sign")]
    pub(crate) fn without_absent(self) -> Self {
        let is_there = |value: &Self| !matches!(value, Self::Absent);
        match self {
            Self::List(items) => Self::List(items.into_iter().filter(is_there).map(Self::without_absent).collect()),
            Self::Object(members) => {
                let members = members.into_iter().filter(|(_, value)| is_there(value));
                Self::Object(members.map(|(name, value)| (name, value.without_absent())).collect())
            }
            other => other,
        }
    }

    /// Converts a text to lower case. Other values stay unchanged.
    #[must_use]
    pub fn lower(self) -> Self {
        self.cased(str::to_lowercase)
    }

    /// Converts a text to upper case. Other values stay unchanged.
    #[must_use]
    pub fn upper(self) -> Self {
        self.cased(str::to_uppercase)
    }

    fn cased(self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(Cow::Owned(change(&text))),
            Self::Secret(secret) => Self::Made(Secret::from(change(secret.expose()))),
            Self::Made(secret) => Self::Made(Secret::from(change(secret.expose()))),
            other => other,
        }
    }

    /// Makes the value own its content. Secrets share their text; JSON becomes a text that is written unchanged.
    pub(crate) fn into_owned(self) -> Value<'static> {
        let all = |values: Vec<Self>| values.into_iter().map(Self::into_owned).collect();
        match self {
            Self::Absent => Value::Absent,
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Secret(secret) => Value::Made(secret.clone()),
            Self::Integer(number) => Value::Integer(number),
            Self::Unsigned(number) => Value::Unsigned(number),
            Self::Digits(digits) => Value::Digits(Cow::Owned(digits.into_owned())),
            Self::Number(number) => Value::Number(number),
            Self::Boolean(boolean) => Value::Boolean(boolean),
            Self::List(items) => Value::List(all(items)),
            Self::Joined(items, separator) => Value::Joined(all(items), separator),
            Self::Object(members) => {
                Value::Object(members.into_iter().map(|(name, value)| (name, value.into_owned())).collect())
            }
            Self::Map(members) => {
                let owned = |(name, value): (Cow<'a, str>, Self)| (Cow::Owned(name.into_owned()), value.into_owned());
                Value::Map(members.into_iter().map(owned).collect())
            }
            Self::Json(json) => Value::Bytes(Bytes::from(json.get().as_bytes())),
            Self::Concat(pieces) => Value::Concat(all(pieces)),
            Self::Prefixed(prefix, secret) => {
                Value::Concat(vec![Value::Text(Cow::Owned(prefix.to_owned())), Value::Made(secret.clone())])
            }
            Self::Setting(name) => Value::Setting(name),
            Self::Computed(computed) => Value::Computed(Box::new(computed.map(&Self::into_owned))),
            Self::Made(secret) => Value::Made(secret),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Upload(upload) => Value::Upload(upload),
        }
    }

    /// Returns the number of items of a list; `None` if the value is not a list.
    pub(crate) fn count(&self) -> Option<usize> {
        match self {
            Self::List(items) | Self::Joined(items, _) => Some(items.len()),
            Self::Absent
            | Self::Text(_)
            | Self::Secret(_)
            | Self::Integer(_)
            | Self::Unsigned(_)
            | Self::Digits(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Object(_)
            | Self::Map(_)
            | Self::Json(_)
            | Self::Concat(_)
            | Self::Prefixed(..)
            | Self::Setting(_)
            | Self::Computed(_)
            | Self::Made(_)
            | Self::Bytes(_)
            | Self::Upload(_) => None,
        }
    }

    /// Calls `found` with each secret inside.
    pub(crate) fn each_secret(&self, found: &mut dyn FnMut(&Secret)) {
        match self {
            Self::Secret(secret) | Self::Prefixed(_, secret) => found(secret),
            Self::Made(secret) => found(secret),
            Self::Computed(computed) => computed.each(&mut |value| value.each_secret(found)),
            Self::List(items) | Self::Joined(items, _) | Self::Concat(items) => {
                for item in items {
                    item.each_secret(found);
                }
            }
            Self::Object(members) => members.iter().for_each(|(_, value)| value.each_secret(found)),
            Self::Map(members) => members.iter().for_each(|(_, value)| value.each_secret(found)),
            Self::Absent
            | Self::Text(_)
            | Self::Integer(_)
            | Self::Unsigned(_)
            | Self::Digits(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Json(_)
            | Self::Setting(_)
            | Self::Bytes(_)
            | Self::Upload(_) => {}
        }
    }

    /// Whether any of its pieces is a secret.
    pub(crate) fn is_secret(&self) -> bool {
        let mut is_secret = false;
        self.each_secret(&mut |_| is_secret = true);
        is_secret
    }
}

/// Uses a shared secret as a key.
#[cfg(feature = "sign")]
impl<'a> From<Value<'a>> for crate::sign::JwtKey<Value<'a>> {
    fn from(key: Value<'a>) -> Self {
        Self::Secret(key)
    }
}
