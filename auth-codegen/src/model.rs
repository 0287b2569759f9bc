//! What is true of a provider: the checked model between the spec and the code.
//!
//! Every reference is resolved, every name is a Rust name that collides with no other, and every example agrees with the
//! types. Emission and the mock server read it and cannot fail.

use serde_json::Value as Json;

/// A provider: one spec, checked.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The name of the module, the cargo feature and the file: `one_claw`.
    pub name: String,
    /// The Rust type that stands for the provider: `OneClaw`.
    pub ident: String,
    /// The name for people: `1Claw Human API`.
    pub title: String,
    /// What the provider is, in a sentence or two.
    pub doc: Option<String>,
    /// The page of documentation that the spec follows.
    pub docs: Option<String>,
    /// Where the endpoints are; the first one is `base`.
    pub hosts: Vec<Host>,
    /// The names and meanings of headers that every reply carries.
    pub reply_headers: Vec<ReplyHeader>,
    /// The scopes, if the provider has any, and the other enumerations.
    pub choices: Vec<Choice>,
    /// Types of objects, in the order of the spec.
    pub records: Vec<Record>,
    /// The error enums. The first is the one that endpoints have if they do not say otherwise.
    pub error_sets: Vec<ErrorSet>,
    /// The endpoints, in the order of the spec.
    pub endpoints: Vec<Endpoint>,
    /// The credentials, in the order of the spec.
    pub credentials: Vec<Credential>,
}

/// A base URL under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `base`, or the name that endpoints refer to.
    pub name: String,
    /// An `https` URL without a trailing slash, query or fragment.
    pub url: String,
}

/// A header that every reply carries.
#[derive(Clone, Debug)]
pub struct ReplyHeader {
    /// The constant that names it: `X_CORRELATION_ID`.
    pub ident: String,
    /// The name as it is documented: `X-Correlation-ID`.
    pub name: String,
    /// What it means.
    pub doc: String,
}

/// A set of named values: scopes, or an enumeration.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The Rust enum.
    pub ident: String,
    /// What the set is for.
    pub doc: String,
    /// Whether these are the provider's scopes (RFC 6749 §3.3).
    pub is_scopes: bool,
    /// Whether the provider adds values, so that an unknown one in an example is no mistake.
    pub open: bool,
    /// The values that are known.
    pub values: Vec<ChoiceValue>,
}

/// One value of a [`Choice`].
#[derive(Clone, Debug)]
pub struct ChoiceValue {
    /// The variant.
    pub ident: String,
    /// The value on the wire.
    pub wire: String,
    /// What it means.
    pub doc: String,
}

/// A type of object.
#[derive(Clone, Debug)]
pub struct Record {
    /// The Rust struct.
    pub ident: String,
    /// What it holds.
    pub doc: String,
    /// Its members, in the order of the spec.
    pub fields: Vec<Field>,
    /// In which directions it travels, hence which derives it needs.
    pub uses: Uses,
}

/// In which directions a [`Record`] travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// In the body of a request.
    pub request: bool,
    /// In the body of a successful response.
    pub response: bool,
    /// As the body of an error.
    pub error: bool,
}

/// A member of a record, or a parameter of an endpoint.
#[derive(Clone, Debug)]
pub struct Field {
    /// The Rust field, `r#` included where it is needed.
    pub ident: String,
    /// The name on the wire.
    pub wire: String,
    /// What it means.
    pub doc: Option<String>,
    /// The type of its value.
    pub ty: Type,
    /// Whether it may be absent.
    pub optional: bool,
    /// Where to look for it in a response, first match first. Empty: at its own name.
    pub at: Vec<String>,
    /// What joins the items of a list into one text. `None`: a JSON list, or a repeated parameter.
    pub separator: Option<String>,
    /// What an absent value means.
    pub default: Option<String>,
    /// The least number of items in a list.
    pub at_least: Option<u32>,
    /// What the member of an error body stands for.
    pub means: Option<Meaning>,
}

/// What a member of an error body stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The provider's stable error code.
    Code,
    /// The text for people.
    Message,
}

/// The type of a value. The names of records and choices are their Rust names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Text that must not be shown.
    Secret,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A number of seconds.
    Seconds,
    /// A length of time as text, such as `30d`.
    Duration,
    /// RFC 3339.
    Timestamp,
    /// RFC 9562.
    Uuid,
    /// An absolute URL.
    Url,
    /// Any JSON, kept byte for byte.
    Json,
    /// A [`Choice`] of this provider.
    Choice(String),
    /// A [`Record`] of this provider.
    Record(String),
    /// Several of one type.
    List(Box<Type>),
}

/// What an endpoint answers when it succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// No body, or one that does not matter.
    Nothing,
    /// A body of this type.
    Type(Type),
}

/// The refusals of an endpoint, as one Rust enum.
#[derive(Clone, Debug)]
pub struct ErrorSet {
    /// The Rust enum.
    pub ident: String,
    /// What it is for.
    pub doc: String,
    /// What a status that no case names carries.
    pub other: ErrorBody,
    /// The cases; the first that matches decides.
    pub cases: Vec<ErrorCase>,
}

/// A named refusal.
#[derive(Clone, Debug)]
pub struct ErrorCase {
    /// The variant.
    pub ident: String,
    /// What it means.
    pub doc: String,
    /// The HTTP status.
    pub status: u16,
    /// Members of the body, by Rust field and wire path, that must have these values.
    pub when: Vec<Condition>,
    /// What the body holds.
    pub body: ErrorBody,
    /// What a caller can do about it, where the status does not say so already.
    pub class: Option<Class>,
    /// A body that leads to this case.
    pub example: Option<Json>,
}

/// A member of an error body and the value it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The Rust field of the body.
    pub ident: String,
    /// Where it is looked for on the wire.
    pub at: Vec<String>,
    /// The value.
    pub value: String,
}

/// What the body of an error holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorBody {
    /// Nothing that is documented.
    Unknown,
    /// Problem details (RFC 9457).
    ProblemDetails,
    /// A [`Record`] of this provider.
    Record(String),
}

/// What a caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Get a new credential.
    Reauthenticate,
    /// Try again.
    Retry,
    /// Try again later, as `Retry-After` says.
    RateLimited,
    /// Mend the call or the settings.
    Configuration,
    /// Ask somebody for the permission.
    Denied,
}

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
    /// The index of its host in [`Provider::hosts`].
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
    /// The index of its errors in [`Provider::error_sets`].
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

/// A way to be somebody to the provider.
#[derive(Clone, Debug)]
pub struct Credential {
    /// `api_key`.
    pub name: String,
    /// `ApiKey`.
    pub ident: String,
    /// What it is.
    pub doc: String,
    /// Where its secret comes from.
    pub source: Source,
    /// How its secret travels.
    pub attach: Attachment,
}

/// Where the secret of a credential comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// It is given and does not change.
    Static {
        /// A made-up key, for the mock and the tests.
        example: Option<String>,
    },
    /// Endpoints make it.
    Token(TokenSource),
}

/// How tokens are made, renewed and revoked: lists of steps, of which "call this endpoint" is the one-step case.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The endpoint that a browser must visit first, by index.
    pub authorize: Option<usize>,
    /// How the first token is made.
    pub mint: Vec<Step>,
    /// How the next one is made from the present one. Empty: as the first.
    pub refresh: Vec<Step>,
    /// The endpoint that revokes the token, by index.
    pub revoke: Option<usize>,
    /// How long a token lives, in seconds, where the reply does not say so.
    pub lifetime: Option<u64>,
}

/// One call and what is taken from its reply, by Rust field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The endpoint, by index.
    pub endpoint: usize,
    /// The field that is the access token.
    pub access_token: String,
    /// The field that says how long it lives.
    pub expires_in: Option<String>,
    /// The field that is the refresh token.
    pub refresh_token: Option<String>,
    /// The field that says which scopes were granted.
    pub scope: Option<String>,
}

/// How the secret of a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// A header of the provider's own.
    Header {
        /// The header's name.
        name: String,
        /// What stands before the secret.
        prefix: Option<String>,
    },
}

impl Provider {
    /// The record with this Rust name.
    #[must_use]
    pub fn record(&self, ident: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.ident == ident)
    }

    /// The choice with this Rust name.
    #[must_use]
    pub fn choice(&self, ident: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.ident == ident)
    }
}

impl Endpoint {
    /// The fields that a caller gives, with their places.
    pub fn fields(&self) -> impl Iterator<Item = (Place, &Field)> {
        self.parameters.iter().filter_map(|parameter| match &parameter.value {
            ParameterValue::Field(field) => Some((parameter.place, field)),
            ParameterValue::Constant { .. } => None,
        })
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
