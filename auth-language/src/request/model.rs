//! A request and its parts.

use super::place::Place;
use crate::spanned::Spanned;
use crate::template::Template;
use crate::value::{Expr, Field};
use crate::word::Method;

/// A request: the same for a spec's endpoint and for a struct with `#[derive(Endpoint)]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<P> {
    /// How it is made.
    pub kind: Kind<P>,
    /// The path after the URL of the host.
    pub path: Spanned<Template, P>,
    /// The encoding of the body, and where that is said.
    pub content: Option<Spanned<Content, P>>,
    /// What the caller gives, in the order of the author. A field that no part refers to is an input of another value.
    pub fields: Vec<Field<P>>,
    /// What is sent, in the order of the author.
    pub parts: Vec<Part<P>>,
    /// What is computed once, for several parts.
    pub computed: Vec<Computed<P>>,
    /// The parameters of the path that its credential gives.
    pub attached: Vec<Spanned<String, P>>,
}

/// A value that is computed once per request, under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed<P> {
    /// The name.
    pub name: Spanned<String, P>,
    /// The value.
    pub value: Expr,
}

/// How a request is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<P> {
    /// By a client.
    Call(Spanned<Method, P>),
    /// By sending a person's browser there (RFC 6749 §4.1.1).
    Visit,
}

/// The encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

impl Content {
    /// The key of a spec, and the word of a derive.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
        }
    }
}

impl<P> Request<P> {
    /// Whether the method gives a body a meaning (RFC 9110 §9.3.1), and something sends one.
    #[must_use]
    pub fn may_have_body(&self) -> bool {
        match &self.kind {
            Kind::Call(method) => !matches!(method.value, Method::Get | Method::Head),
            Kind::Visit => false,
        }
    }

    /// Whether a browser makes the request.
    #[must_use]
    pub fn is_visit(&self) -> bool {
        matches!(self.kind, Kind::Visit)
    }
}

/// A value, its place and its name. Requests and credentials are made of the same parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<P> {
    /// Where it is sent.
    pub place: Place,
    /// The name in that place.
    pub name: Spanned<String, P>,
    /// The value.
    pub value: Expr,
    /// Where the value is written.
    pub at: P,
}
