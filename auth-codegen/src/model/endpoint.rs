//! The model of endpoints.

use auth_language::host::Tls;
use auth_language::id::{CredentialId, ErrorSetId, HostId, RecordId};
use auth_language::name;
use auth_language::request::{self, Compared, Kind, Place};
use auth_language::sign::Sign;
use auth_language::value::Type;
use auth_language::word::{BasicEncoding, Method, Pkce, ReplyEncoding};
use serde_json::Value as Json;

use super::error::Condition;
use super::step::{ReplyField, Step};
use super::value::Field;
use crate::text::Spot;

/// A request: the fields that the caller gives, and the parts that are sent.
pub type Request = request::Request<Spot>;
/// A value with the place and the name under which it is sent.
pub type Part = request::Part<Spot>;

/// An endpoint: a request that a client or a browser can make.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The name of the client's method: `log_in`, with `r#` if necessary.
    pub name: String,
    /// The name of the request struct: `LogIn`.
    pub ident: String,
    /// The documentation, in one sentence.
    pub doc: String,
    /// What to use instead, if the endpoint is deprecated.
    pub deprecated: Option<String>,
    /// Whether a client calls it or a browser visits it.
    pub call: Call,
    /// The host whose base URL the path is appended to.
    pub host: HostId,
    /// The request.
    pub request: Request,
    /// The signature, which is made after everything else.
    pub sign: Option<Sign<Spot>>,
    /// The client certificate that it shows without a credential (RFC 8705).
    pub tls: Option<Tls>,
    /// How user name and password of [`Place::Basic`] are encoded.
    pub basic_encoding: BasicEncoding,
    /// Examples of requests with their replies.
    pub examples: Vec<Example>,
}

/// Whether a client calls an endpoint or a browser visits it.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a provider has few endpoints")]
pub enum Call {
    /// A client calls it.
    Http(HttpCall),
    /// The user's browser is sent there (RFC 6749 §4.1.1).
    Visit(Visit),
}

/// A page that the user's browser visits.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Whether a PKCE challenge is sent (RFC 7636).
    pub pkce: Pkce,
    /// The record of what it gives back. `None` if that is an authorization code and nothing else.
    pub callback: Option<RecordId>,
    /// What is compared in the callback.
    pub compared: Compared<Spot>,
    /// Whether a call before the visit sends the state and the challenge.
    pub pushed: bool,
}

/// A call that a client makes.
#[derive(Clone, Debug)]
pub struct HttpCall {
    /// The credential that the call needs.
    pub auth: Auth,
    /// The encoding of replies.
    pub encoding: ReplyEncoding,
    /// The scopes that a token needs.
    pub scopes: Vec<String>,
    /// The documented statuses of successes, in the author's order.
    pub statuses: Vec<u16>,
    /// The type of the reply.
    pub returns: Returns,
    /// The error set of the call.
    pub errors: ErrorSetId,
    /// Whether the call may be sent again although its method is not idempotent.
    pub repeat: bool,
    /// The hosts to which redirects are followed.
    pub redirects: Vec<String>,
    /// What is kept of its reply, if it registers the client (RFC 7591).
    pub registers: Option<Box<Registers>>,
}

/// What is kept of the reply of a registration, and of the calls before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers {
    /// The calls before it, which find where it is made (RFC 8414).
    pub before: Vec<Step>,
    /// The fields of their replies that are kept, with the names in templates.
    pub found: Vec<(String, ReplyField)>,
    /// The fields of its own reply that are kept, by the names in templates.
    pub captures: Vec<Field>,
    /// The field that says when the registration ends.
    pub expires_at: Option<Field>,
}

/// The credential that a call needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// None. The call never sends a credential.
    None,
    /// Any credential of the provider.
    Any,
    /// This credential.
    Credential(CredentialId),
    /// One of these values.
    OneOf {
        /// The accepted credentials, in the order of the spec.
        credentials: Vec<CredentialId>,
        /// Whether the call can also be made without a credential.
        optional: bool,
    },
}

impl Auth {
    /// Whether the call can be made with a credential.
    #[must_use]
    pub fn accepts(&self, id: CredentialId) -> bool {
        match self {
            Self::None => false,
            Self::Any => true,
            Self::Credential(known) => *known == id,
            Self::OneOf { credentials, optional: _ } => credentials.contains(&id),
        }
    }

    /// Whether the call can be made without a credential.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        match self {
            Self::None => true,
            Self::Any | Self::Credential(_) => false,
            Self::OneOf { credentials: _, optional } => *optional,
        }
    }
}

/// A request with its reply. Both match the types of the endpoint.
#[derive(Clone, Debug)]
pub struct Example {
    /// The values that the caller gives, by Rust field.
    pub request: Vec<(String, Json)>,
    /// The body of the reply, or the parameters of the callback for a [`Visit`].
    pub response: Option<Json>,
    /// The headers of the reply from which fields are read, including cookies, in order.
    pub headers: Vec<(String, String)>,
    /// The body as it is sent, if it is not JSON.
    pub text: Option<String>,
    /// The status of the reply.
    pub status: u16,
}

/// The reply of an endpoint on success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// No body, or one that is ignored.
    Nothing,
    /// A body of this type.
    Type(Type),
    /// A body of this type, or no body.
    Optional(Type),
    /// A body that is kept as bytes.
    Bytes,
    /// One of several replies, as an enum.
    OneOf(OneOf),
}

/// Several replies of one endpoint, as one Rust enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf {
    /// The name of the Rust enum.
    pub ident: String,
    /// The replies. The first one that matches is used.
    pub variants: Vec<Variant>,
}

/// One of several replies of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The name of the variant: `Token`.
    pub ident: String,
    /// The type of the body, if there is one.
    pub body: Option<Type>,
    /// Whether the body may be absent.
    pub optional: bool,
    /// The conditions under which a reply is this variant.
    pub routes: Vec<Route>,
}

/// A condition under which a reply is a [`Variant`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The HTTP statuses.
    pub statuses: Vec<u16>,
    /// Conditions on the body.
    pub when: Vec<Condition>,
}

impl Returns {
    /// Returns the types of the bodies.
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
    /// Returns the names of the parts of a place that are written into the URL as they are.
    #[must_use]
    pub fn raw_in(&self, place: Place) -> Vec<&str> {
        let raw = self.parts_in(place).filter(|part| self.request.is_raw(part));
        raw.map(|part| part.name.value.as_str()).collect()
    }

    /// Returns the fields that the caller gives.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.request.fields
    }

    /// Returns the place of a field that is sent unchanged. `None` for a field that only templates use.
    #[must_use]
    pub fn place_of(&self, field: &Field) -> Option<Place> {
        self.request.parts.iter().find(|part| is_own(part, field)).map(|part| part.place)
    }

    /// Returns the field that a part sends unchanged. `None` for a constant or a template.
    #[must_use]
    pub fn field_of(&self, part: &Part) -> Option<&Field> {
        self.fields().iter().find(|field| is_own(part, field))
    }

    /// Returns the path with its `{name}` placeholders.
    #[must_use]
    pub fn path(&self) -> String {
        self.request.path.value.to_string()
    }

    /// Returns the parts in one place.
    pub fn parts_in(&self, place: Place) -> impl Iterator<Item = &Part> {
        self.request.parts.iter().filter(move |part| part.place == place)
    }

    /// Returns the name as in the spec, without `r#`.
    #[must_use]
    pub fn spec_name(&self) -> &str {
        name::plain(&self.name)
    }

    /// Returns the call if a client makes it, and `None` if a browser does.
    #[must_use]
    pub fn http(&self) -> Option<&HttpCall> {
        match &self.call {
            Call::Http(call) => Some(call),
            Call::Visit(_) => None,
        }
    }

    /// Returns the visit if a browser makes the call.
    #[must_use]
    pub fn visit(&self) -> Option<&Visit> {
        match &self.call {
            Call::Visit(visit) => Some(visit),
            Call::Http(_) => None,
        }
    }

    /// Returns the HTTP method; for a page that a browser visits, `GET`.
    #[must_use]
    pub fn method(&self) -> Method {
        match &self.request.kind {
            Kind::Call(method) => method.value,
            Kind::Visit => Method::Get,
        }
    }
}

/// Whether a part is the declaration of the field. A template that contains only the field's name has another position.
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
    /// Returns the body as it is sent; empty if there is none.
    #[must_use]
    pub fn body(&self) -> String {
        let json = || self.response.as_ref().map(Json::to_string).unwrap_or_default();
        self.text.clone().unwrap_or_else(json)
    }

    /// Returns the value that the caller gives for a Rust field. `null` counts as absent.
    #[must_use]
    pub fn given(&self, ident: &str) -> Option<&Json> {
        self.request.iter().find(|(name, _)| name == ident).map(|(_, json)| json).filter(|json| !json.is_null())
    }
}
