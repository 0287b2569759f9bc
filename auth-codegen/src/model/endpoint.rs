//! Endpoints.

use serde_json::Value as Json;

use crate::model::{Field, Type};
use crate::names;

/// How one thing is asked of the provider.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The client's method: `log_in`, `r#` included where it is needed.
    pub name: String,
    /// The request struct: `LogIn`.
    pub ident: String,
    /// What it does, in a sentence.
    pub doc: String,
    /// How it is called.
    pub call: Call,
    /// The index of its host in [`Provider::hosts`](crate::model::Provider::hosts).
    pub host: usize,
    /// A path that begins with a slash, with `{parameters}`.
    pub path: String,
    /// Its parameters and body, in the order of the spec.
    pub parameters: Vec<Parameter>,
    /// Requests and what is answered to them.
    pub examples: Vec<Example>,
}

/// How an endpoint is called.
#[derive(Clone, Debug)]
pub enum Call {
    /// By a client.
    Http(HttpCall),
    /// By sending a person's browser there (RFC 6749 §4.1.1).
    Visit {
        /// Whether PKCE (RFC 7636) is on without the caller asking for it.
        pkce: bool,
    },
}

/// A call that a client makes.
#[derive(Clone, Debug)]
pub struct HttpCall {
    /// The method of RFC 9110, in capitals.
    pub method: String,
    /// The encoding of the body.
    pub content: Content,
    /// Whether the call needs a credential.
    pub protected: bool,
    /// The documented success status.
    pub status: u16,
    /// What is answered with it.
    pub returns: Returns,
    /// The index of its errors in [`Provider::error_sets`](crate::model::Provider::error_sets).
    pub errors: usize,
}

/// The encoding of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// No body.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// Something that a request carries.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it travels.
    pub place: Place,
    /// What it is.
    pub value: ParameterValue,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path, under its name in the template.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the body.
    Body,
}

/// What a parameter is: the caller's, or the spec's.
#[derive(Clone, Debug)]
pub enum ParameterValue {
    /// Given by the caller.
    Field(Field),
    /// Always the same.
    Constant {
        /// The name on the wire.
        wire: String,
        /// The value.
        value: String,
    },
}

/// A request and what is answered to it. Both agree with the types of the endpoint.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the caller gives, by Rust field.
    pub request: Vec<(String, Json)>,
    /// The body of the answer, or the parameters of the callback of a [`Call::Visit`].
    pub response: Option<Json>,
}

/// What an endpoint answers when it succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// No body, or one that does not matter.
    Nothing,
    /// A body of this type.
    Type(Type),
}

impl Endpoint {
    /// The fields that a caller gives, with their places.
    pub fn fields(&self) -> impl Iterator<Item = (Place, &Field)> {
        self.parameters.iter().filter_map(|parameter| match &parameter.value {
            ParameterValue::Field(field) => Some((parameter.place, field)),
            ParameterValue::Constant { .. } => None,
        })
    }

    /// The name as the spec has it, without the mark of a raw identifier.
    #[must_use]
    pub fn spec_name(&self) -> &str {
        names::plain(&self.name)
    }

    /// The call, unless it is a browser's.
    #[must_use]
    pub fn http(&self) -> Option<&HttpCall> {
        match &self.call {
            Call::Http(call) => Some(call),
            Call::Visit { .. } => None,
        }
    }
}

impl Example {
    /// What the caller gives for a Rust field. `null` is nothing.
    #[must_use]
    pub fn given(&self, ident: &str) -> Option<&Json> {
        self.request.iter().find(|(name, _)| name == ident).map(|(_, json)| json).filter(|json| !json.is_null())
    }
}
