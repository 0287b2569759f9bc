//! Endpoints.

use auth_language::id::{CredentialId, ErrorSetId, HostId};
use auth_language::name;
use auth_language::request::{self, Kind, Place};
use auth_language::sign::Sign;
use auth_language::value::Type;
use auth_language::word::{BasicEncoding, Method, Pkce, ReplyEncoding};
use serde_json::Value as Json;

use super::credential::Credential;
use super::error::Condition;
use super::provider::Provider;
use super::value::Field;
use crate::text::Spot;

/// What is sent: fields that the caller gives, and parts that are made of them.
pub type Request = request::Request<Spot>;
/// A value, its place and its name.
pub type Part = request::Part<Spot>;

/// One request that can be made.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The client's method: `log_in`, `r#` included where it is needed.
    pub name: String,
    /// The request struct: `LogIn`.
    pub ident: String,
    /// What it does, in a sentence.
    pub doc: String,
    /// What to use instead, if it should not be used any more.
    pub deprecated: Option<String>,
    /// How it is called.
    pub call: Call,
    /// Its host.
    pub host: HostId,
    /// What is sent.
    pub request: Request,
    /// What signs it, after all else.
    pub sign: Option<Sign<Spot>>,
    /// How the halves of [`Place::Basic`] are encoded.
    pub basic_encoding: BasicEncoding,
    /// Requests and the replies to them.
    pub examples: Vec<Example>,
}

/// How an endpoint is called.
#[derive(Clone, Debug)]
pub enum Call {
    /// By a client.
    Http(HttpCall),
    /// By sending a person's browser there (RFC 6749 §4.1.1).
    Visit {
        /// Whether a PKCE challenge is sent (RFC 7636).
        pkce: Pkce,
    },
}

/// A call that a client makes.
#[derive(Clone, Debug)]
pub struct HttpCall {
    /// Which credential the call needs.
    pub auth: Auth,
    /// How replies are encoded.
    pub encoding: ReplyEncoding,
    /// The scopes that a token needs.
    pub scopes: Vec<String>,
    /// The documented statuses of success, in the order of the author.
    pub statuses: Vec<u16>,
    /// The body of the reply.
    pub returns: Returns,
    /// Its errors.
    pub errors: ErrorSetId,
    /// Whether it may be sent again, though its method is not idempotent.
    pub repeat: bool,
}

/// Which credential a call needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// None, and it never sends one.
    None,
    /// Any of the provider's.
    Any,
    /// This one.
    Credential(CredentialId),
    /// One of these.
    OneOf {
        /// In the order of the spec.
        credentials: Vec<CredentialId>,
        /// Whether the call works without a credential, too.
        optional: bool,
    },
}

impl Auth {
    /// The credentials that the call takes.
    #[must_use]
    pub fn credentials<'p>(&self, provider: &'p Provider) -> Vec<&'p Credential> {
        match self {
            Self::None => Vec::new(),
            Self::Any => provider.credentials.iter().collect(),
            Self::Credential(id) => vec![&provider.credentials[*id]],
            Self::OneOf { credentials, optional: _ } => {
                credentials.iter().map(|id| &provider.credentials[*id]).collect()
            }
        }
    }

    /// Whether the call works without a credential.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::None => true,
            Self::Any | Self::Credential(_) => false,
            Self::OneOf { credentials: _, optional } => *optional,
        }
    }
}

/// A request and the reply to it. Both agree with the types of the endpoint.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the caller gives, by Rust field.
    pub request: Vec<(String, Json)>,
    /// The body of the reply, or the parameters of the callback of a [`Call::Visit`].
    pub response: Option<Json>,
    /// The headers of the reply that fields are read from, cookies included, in their order.
    pub headers: Vec<(String, String)>,
    /// The body as it is sent, where it is not JSON.
    pub text: Option<String>,
    /// The status of the reply.
    pub status: u16,
}

/// What an endpoint returns when it succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// No body, or one that does not matter.
    Nothing,
    /// A body of this type.
    Type(Type),
    /// A body of this type, or none.
    Optional(Type),
    /// Bytes, kept as they are.
    Bytes,
    /// One of several, as an enum.
    OneOf(OneOf),
}

/// Several replies of one endpoint, as one Rust enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf {
    /// The Rust enum.
    pub ident: String,
    /// The replies; the first that fits counts.
    pub variants: Vec<Variant>,
}

/// One of several replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The variant: `Token`.
    pub ident: String,
    /// The type of the body, if there is one.
    pub body: Option<Type>,
    /// Whether the body may be absent.
    pub optional: bool,
    /// What leads to it.
    pub routes: Vec<Route>,
}

/// What leads to a [`Variant`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The HTTP statuses.
    pub statuses: Vec<u16>,
    /// What members of the body must be.
    pub when: Vec<Condition>,
}

impl Returns {
    /// The types of the bodies.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Nothing | Self::Bytes => Vec::new(),
            Self::Type(ty) | Self::Optional(ty) => vec![ty],
            Self::OneOf(one_of) => one_of.variants.iter().filter_map(|variant| variant.body.as_ref()).collect(),
        }
    }
}

impl Endpoint {
    /// What a caller gives.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.request.fields
    }

    /// Where a field is sent as it is. `None` for one that only templates send.
    #[must_use]
    pub fn place_of(&self, field: &Field) -> Option<Place> {
        self.request.parts.iter().find(|part| is_own(part, field)).map(|part| part.place)
    }

    /// The field that a part sends as it is. `None` for a constant or a template.
    #[must_use]
    pub fn field_of(&self, part: &Part) -> Option<&Field> {
        self.fields().iter().find(|field| is_own(part, field))
    }

    /// The path, with its parameters in braces.
    #[must_use]
    pub fn path(&self) -> String {
        self.request.path.value.to_string()
    }

    /// The parts in one place.
    pub fn parts_in(&self, place: Place) -> impl Iterator<Item = &Part> {
        self.request.parts.iter().filter(move |part| part.place == place)
    }

    /// The name as the spec has it, without the mark of a raw identifier.
    #[must_use]
    pub fn spec_name(&self) -> &str {
        name::plain(&self.name)
    }

    /// The call, unless it is a browser's.
    #[must_use]
    pub fn http(&self) -> Option<&HttpCall> {
        match &self.call {
            Call::Http(call) => Some(call),
            Call::Visit { .. } => None,
        }
    }

    /// The method; a browser that visits a page makes a GET request.
    #[must_use]
    pub fn method(&self) -> Method {
        match &self.request.kind {
            Kind::Call(method) => method.value,
            Kind::Visit => Method::Get,
        }
    }
}

/// Whether a part is declared as the field: a template that is only its name is elsewhere.
fn is_own(part: &Part, field: &Field) -> bool {
    part.value.as_field().is_some_and(|name| name.ident == field.ident.value) && part.at == field.ty.at
}

impl HttpCall {
    /// Whether the call needs a credential.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        self.auth != Auth::None
    }
}

impl Example {
    /// The body as it is sent; empty if there is none.
    #[must_use]
    pub fn body(&self) -> String {
        let json = || self.response.as_ref().map(Json::to_string).unwrap_or_default();
        self.text.clone().unwrap_or_else(json)
    }

    /// What the caller gives for a Rust field. `null` is absent.
    #[must_use]
    pub fn given(&self, ident: &str) -> Option<&Json> {
        self.request.iter().find(|(name, _)| name == ident).map(|(_, json)| json).filter(|json| !json.is_null())
    }
}
