//! What a field of a request says, before it is known where it is written.

use std::borrow::Cow;

use crate::value::{JsonRef, Secret};

/// The value of a field. `Debug` shows no secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Value<'a> {
    /// The field is left out.
    Absent,
    /// A text.
    Text(Cow<'a, str>),
    /// A text that must not be seen.
    Secret(&'a Secret),
    /// An integer.
    Integer(i64),
    /// A number. JSON has no form for infinity and NaN: a request with one cannot be built.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A list: an array in JSON, the same key several times in a form or query.
    List(Vec<Value<'a>>),
    /// A list in one text: the items with the separator between them.
    Joined(Vec<Value<'a>>, &'static str),
    /// An object, in JSON only.
    Object(Vec<(&'static str, Value<'a>)>),
    /// JSON as it is, in JSON only.
    Json(JsonRef<'a>),
    /// A template: the pieces one after the other, as one text. If one is absent, so is the whole.
    Concat(Vec<Value<'a>>),
    /// A setting of the connection, by its name. [`Fields::part`](crate::request::Fields::part) replaces it by its value.
    Setting(&'static str),
}

impl<'a> Value<'a> {
    /// A text that is always the same.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A template. Absent if one of the pieces is.
    #[must_use]
    pub fn concat(pieces: impl IntoIterator<Item = Self>) -> Self {
        let pieces: Vec<_> = pieces.into_iter().collect();
        if pieces.iter().any(|piece| matches!(piece, Self::Absent)) { Self::Absent } else { Self::Concat(pieces) }
    }

    /// Turns a list into one text. Anything else stays as it is.
    #[must_use]
    pub fn joined(self, separator: &'static str) -> Self {
        match self {
            Self::List(items) => Self::Joined(items, separator),
            other => other,
        }
    }

    /// How many items a list has; `None` for what is not a list.
    pub(crate) fn count(&self) -> Option<usize> {
        match self {
            Self::List(items) | Self::Joined(items, _) => Some(items.len()),
            Self::Absent
            | Self::Text(_)
            | Self::Secret(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Object(_)
            | Self::Json(_)
            | Self::Concat(_)
            | Self::Setting(_) => None,
        }
    }

    /// Calls `found` with each secret inside.
    pub(crate) fn each_secret(&self, found: &mut dyn FnMut(&Secret)) {
        match self {
            Self::Secret(secret) => found(secret),
            Self::List(items) | Self::Joined(items, _) | Self::Concat(items) => {
                for item in items {
                    item.each_secret(found);
                }
            }
            Self::Object(members) => members.iter().for_each(|(_, value)| value.each_secret(found)),
            Self::Absent
            | Self::Text(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Boolean(_)
            | Self::Json(_)
            | Self::Setting(_) => {}
        }
    }

    /// Whether any of its pieces is a secret.
    pub(crate) fn is_secret(&self) -> bool {
        let mut is_secret = false;
        self.each_secret(&mut |_| is_secret = true);
        is_secret
    }
}
