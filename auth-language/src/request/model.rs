//! The model of a request and its parts.

use super::place::Place;
use crate::header::AUTHORIZATION;
use crate::spanned::Spanned;
use crate::template::Template;
use crate::value::{Expr, Field, Name};
use crate::word::Method;

/// A request, from an endpoint of a spec or from a struct with `#[derive(Endpoint)]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<P> {
    /// Whether a client calls it or a browser visits it.
    pub kind: Kind<P>,
    /// The path that is appended to the base URL.
    pub path: Spanned<Template, P>,
    /// The encoding of the body, and the position of its declaration.
    pub content: Option<Spanned<Content, P>>,
    /// The fields that the caller gives, in the author's order. A field that no part refers to may be used in another
    /// value.
    pub fields: Vec<Field<P>>,
    /// The parts that are sent, in the author's order.
    pub parts: Vec<Part<P>>,
    /// The named values that are computed once, for several parts.
    pub computed: Vec<Computed<P>>,
    /// The constants and templates that are written into the URL as they are. Of a field, see [`Field::raw`].
    pub raw: Vec<(Place, Spanned<String, P>)>,
    /// The path parameters that its credential supplies.
    pub attached: Vec<Spanned<String, P>>,
    /// Whether a credential may be attached, which sends `Authorization`.
    pub is_protected: bool,
}

/// A named value that is computed once per request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed<P> {
    /// The name.
    pub name: Spanned<String, P>,
    /// The value.
    pub value: Expr,
}

/// Whether a client calls the URL or a browser visits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<P> {
    /// A client sends it with this method.
    Call(Spanned<Method, P>),
    /// The user's browser is sent there (RFC 6749 §4.1.1).
    Visit,
}

/// The encoding of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// A JSON object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// One XML element.
    Xml,
    /// Any JSON value: one part is the whole body.
    JsonValue,
    /// One text: one part is the whole body.
    Text,
    /// `multipart/form-data` (RFC 7578): a part for each value.
    Multipart,
    /// Bytes: one part is the whole body.
    Bytes,
}

/// The name of the part if it is the whole body.
pub const BODY: &str = "body";

impl Content {
    /// All encodings.
    pub const ALL: [Self; 7] =
        [Self::Json, Self::Form, Self::Xml, Self::JsonValue, Self::Text, Self::Multipart, Self::Bytes];

    /// Returns the key of a spec for the encoding.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Json | Self::JsonValue => "json",
            Self::Form => "form",
            Self::Xml => "xml",
            Self::Text => "text",
            Self::Multipart => "multipart",
            Self::Bytes => "bytes",
        }
    }

    /// Returns the word of a derive for the encoding.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::JsonValue => "json_value",
            Self::Json | Self::Form | Self::Xml | Self::Text | Self::Multipart | Self::Bytes => self.key(),
        }
    }

    /// Describes the body for a message.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::Json | Self::JsonValue => "JSON",
            Self::Form => "a form",
            Self::Xml => "XML",
            Self::Text => "a text",
            Self::Multipart => "a multipart body",
            Self::Bytes => "a body of bytes",
        }
    }

    /// Whether one part is the whole body.
    #[must_use]
    pub fn is_whole(self) -> bool {
        match self {
            Self::JsonValue | Self::Text | Self::Bytes => true,
            Self::Json | Self::Form | Self::Xml | Self::Multipart => false,
        }
    }
}

impl<P> Request<P> {
    /// Whether bytes can be sent as they are.
    #[must_use]
    pub fn takes_uploads(&self) -> bool {
        let content = self.content.as_ref().map(|content| content.value);
        matches!(content, Some(Content::Multipart | Content::Bytes))
    }

    /// Whether the method may have a body (RFC 9110 §9.3.1), and a client sends the request.
    #[must_use]
    pub fn may_have_body(&self) -> bool {
        match &self.kind {
            Kind::Call(method) => !matches!(method.value, Method::Get | Method::Head),
            Kind::Visit => false,
        }
    }

    /// Whether the value of a part is written into the URL as it is, without percent-encoding.
    #[must_use]
    pub fn is_raw(&self, part: &Part<P>) -> bool {
        match part.value.as_field() {
            Some(name) => {
                self.fields.iter().any(|field| field.ident.value == name.ident && field.raw.is_some())
                    && matches!(part.place, Place::Path | Place::Query)
            }
            None => self.raw.iter().any(|(place, name)| *place == part.place && name.value == part.name.value),
        }
    }

    /// Whether a browser makes the request.
    #[must_use]
    pub fn is_visit(&self) -> bool {
        matches!(self.kind, Kind::Visit)
    }
}

/// A value with the place and the name under which it is sent. Requests and credentials consist of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<P> {
    /// Where it is sent.
    pub place: Place,
    /// Its name in that place.
    pub name: Spanned<String, P>,
    /// The value.
    pub value: Expr,
    /// The position of the value.
    pub at: P,
}

impl<P> Part<P> {
    /// Replaces names in its value by the values that `value` returns.
    #[must_use]
    pub fn map_names(self, value: &dyn Fn(&Name) -> Option<Expr>) -> Self {
        Self { value: self.value.map_names(value), ..self }
    }

    /// Whether it is the header `Authorization` (RFC 9110 §11.6.2).
    #[must_use]
    pub fn is_authorization(&self) -> bool {
        self.place == Place::Header && self.name.value.eq_ignore_ascii_case(AUTHORIZATION)
    }
}
