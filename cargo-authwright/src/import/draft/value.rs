//! Types, and the fields that have them.

use std::fmt;

use serde_json::Value as Json;

/// A type: `list of Rocket`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    /// A word of the language.
    Word(&'static str),
    /// A record or an enumeration of the draft.
    Named(String),
    List(Box<Ty>),
    Map(Box<Ty>),
}

impl Ty {
    pub(crate) const STRING: Self = Self::Word("string");
    pub(crate) const SECRET: Self = Self::Word("secret");
    pub(crate) const JSON: Self = Self::Word("json");
    pub(crate) const SECONDS: Self = Self::Word("seconds");

    pub(crate) fn list(item: Self) -> Self {
        Self::List(Box::new(item))
    }

    /// The type of such a value in a URL: a secret there says so.
    pub(crate) fn in_url(self) -> Self {
        if self == Self::SECRET { Self::Word("secret in url") } else { self }
    }

    pub(crate) fn is_secret(&self) -> bool {
        matches!(self, Self::Word("secret" | "secret in url" | "jwt"))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// The record or enumeration in it, if there is one.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Word(_) => None,
            Self::Named(name) => Some(name),
            Self::List(item) | Self::Map(item) => item.named(),
        }
    }

    pub(crate) fn named_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Word(_) => None,
            Self::Named(name) => Some(name),
            Self::List(item) | Self::Map(item) => item.named_mut(),
        }
    }

    /// The type below all lists and maps.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::Word(_) | Self::Named(_) => self,
            Self::List(item) | Self::Map(item) => item.innermost(),
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Named(name) => f.write_str(name),
            Self::List(item) => write!(f, "list of {item}"),
            Self::Map(item) => write!(f, "map of {item}"),
        }
    }
}

/// A field of a request, a reply or a credential.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) optional: bool,
    pub(crate) doc: Option<String>,
    /// What is not known about it: a comment.
    pub(crate) remark: Option<String>,
    /// The name in Rust, where that of the wire does not do.
    pub(crate) rust: Option<String>,
    /// Where it is in a reply, if not at its own name.
    pub(crate) at: Vec<String>,
    pub(crate) default: Option<Json>,
    pub(crate) separator: Option<&'static str>,
    pub(crate) means: Option<&'static str>,
    pub(crate) at_least: Option<u64>,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) deprecated: bool,
}

impl Field {
    pub(crate) fn new(name: impl Into<String>, ty: Ty) -> Self {
        Self {
            name: name.into(),
            ty,
            optional: false,
            doc: None,
            remark: None,
            rust: None,
            at: Vec::new(),
            default: None,
            separator: None,
            means: None,
            at_least: None,
            encoding: None,
            deprecated: false,
        }
    }

    pub(crate) fn optional(name: impl Into<String>, ty: Ty) -> Self {
        Self { optional: true, ..Self::new(name, ty) }
    }
}

/// A named value in a place of a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) value: Value,
}

#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "almost all values are fields")]
pub(crate) enum Value {
    Const(Json),
    /// Made of inputs: `{refresh_token}`.
    Template(String),
    Field(Field),
}

impl Part {
    pub(crate) fn constant(name: impl Into<String>, value: impl Into<Json>) -> Self {
        Self { name: name.into(), value: Value::Const(value.into()) }
    }

    pub(crate) fn field(&self) -> Option<&Field> {
        match &self.value {
            Value::Const(_) | Value::Template(_) => None,
            Value::Field(field) => Some(field),
        }
    }
}

impl From<Field> for Part {
    fn from(field: Field) -> Self {
        Self { name: field.name.clone(), value: Value::Field(field) }
    }
}
