// @generated from obstacle.yaml: edit the spec, not this file.

//! Obstacle Course.
//!
//! A provider whose every name is a name of Rust or of the runtime.
//!
//! Credentials:
//! - [`Provider`]: A credential that has the name of a trait.
//! - [`Attach`]: Another one. Its tokens are made by `credential`, after `authorization`.

use auth_runtime::consent::AuthorizationCode;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, Authorizes, Choice, Client, Connection, Encode, ErrorBody, Scopes, Seconds, Timestamp, Uuid,
};

/// The provider Obstacle Course.
#[derive(Clone, Copy, Debug)]
pub struct Obstacle;

impl ::auth_runtime::Provider for Obstacle {
    const NAME: &'static str = "obstacle";
    const TITLE: &'static str = "Obstacle Course";
    const HOSTS: &'static [::auth_runtime::Host] = &[
        ::auth_runtime::Host::new("base", "https://api.obstacle.example"),
        ::auth_runtime::Host::new("host", "https://host.obstacle.example"),
    ];
}

/// A header of every reply. The number of the request.
pub const X_REQUEST_ID: &str = "X-Request-ID";

/// A header of every reply. A header that is a word of Rust.
pub const SELF: &str = "self";

/// A client of Obstacle Course. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Obstacle, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ObstacleError> = ::std::result::Result<::auth_runtime::Response<T>, ::auth_runtime::Error<E>>;

impl<C> Client<C> {
    /// A method that is a keyword: `type`.
    ///
    /// # Errors
    /// [`ObstacleError`] if `GET /type` is refused.
    pub async fn r#type(&self) -> Reply<()> { self.0.call(Type).await }

    /// A method that is a keyword, with fields that are.
    ///
    /// # Errors
    /// [`ApiError`] if `POST /async/{type}/{self}` is refused; `ApiError` is special to it.
    pub async fn r#async(&self, request: Async) -> Reply<Result, ApiError> { self.0.call(request).await }

    /// A request that has the name of a variant of the prelude.
    ///
    /// # Errors
    /// [`ObstacleError`] if `GET /none` is refused.
    pub async fn none(&self) -> Reply<()> { self.0.call(None).await }

    /// Another one.
    ///
    /// # Errors
    /// [`ObstacleError`] if `GET /ok` is refused.
    pub async fn ok(&self) -> Reply<::std::vec::Vec<Ordering>> where C: Authorizes<Obstacle> {
        self.0.call_protected(Ok).await
    }

    /// A request that has the name of a derive.
    ///
    /// # Errors
    /// [`CredentialError`] if `POST /credential` is refused; `Vec` is special to it.
    pub async fn credential(&self, request: Credential) -> Reply<Token, CredentialError> { self.0.call(request).await }
}

/// A method that is a keyword: `type`. Sent by [`Client::r#type`](Client::type).
#[derive(Clone, Debug, ::auth_runtime::Endpoint)]
#[endpoint(GET "/type", response = (), error = ObstacleError)]
pub struct Type;

/// A method that is a keyword, with fields that are. Sent by [`Client::r#async`](Client::async).
#[derive(Clone, Debug, ::auth_runtime::Endpoint)]
#[endpoint(
    POST "/async/{type}/{self}", host = "host", header("X-Const" = "a\"b\\c"), json, response = Result, error = ApiError
)]
pub struct Async {
    r#type: ::std::string::String,
    #[endpoint(rename = "self")] self_: i64,
    #[endpoint(query)] r#match: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    #[endpoint(query, rename = "crate")] crate_: ::std::vec::Vec<Kind>,
    #[endpoint(header = "X-Fn")] x_fn: ::std::string::String,
    r#fn: ::std::option::Option<::std::string::String>,
    r#dyn: Bearer,
    request: ::std::string::String,
    #[endpoint(rename = "self.type")] self_type: ::std::option::Option<::std::string::String>,
}

/// A request that has the name of a variant of the prelude. Sent by [`Client::none`].
#[derive(Clone, Debug, ::auth_runtime::Endpoint)]
#[endpoint(GET "/none", response = (), error = ObstacleError)]
pub struct None;

/// Another one. Sent by [`Client::ok`].
#[derive(Clone, Debug, ::auth_runtime::Endpoint)]
#[endpoint(GET "/ok", protected, response = ::std::vec::Vec<Ordering>, error = ObstacleError)]
pub struct Ok;

/// A request that has the name of a derive. Sent by [`Client::credential`].
#[derive(Clone, Debug, ::auth_runtime::Endpoint)]
#[endpoint(
    POST "/credential", body("grant_type" = "client_credentials"), form, response = Token, error = CredentialError
)]
pub struct Credential {
    code: ::auth_runtime::Secret,
    at: ::auth_runtime::Secret,
    string: ::std::string::String,
    #[endpoint(separator = " ", at_least = 1)] scope: ::std::vec::Vec<Scope>,
}

/// A visit.
#[derive(Clone, Debug, ::auth_runtime::Endpoint)]
#[endpoint(VISIT "/authorize", host = "host", query("response_type" = "code"), provider = Obstacle)]
pub struct Authorization {
    #[endpoint(query)] r#type: ::std::string::String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Error {
    #[error_body(at("error.code", "error"), code)] pub code: ::std::option::Option<::std::string::String>,
    #[error_body(message)] pub message: ::std::option::Option<::std::string::String>,
}

/// What [`Client::r#async`](Client::async) returns.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Result { pub option: Option }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Option { pub string: ::std::option::Option<String> }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct String { pub vec: ::std::vec::Vec<Vec> }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Vec { pub secret: self::Secret }

/// A type of the provider's that has the name of the runtime's.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Secret {
    pub response: ::std::option::Option<Response>,
    pub secret: ::auth_runtime::Secret,
    pub text: ::std::string::String,
    pub texts: ::std::vec::Vec<::std::string::String>,
}

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Response { pub endpoint: Endpoint, pub when: Timestamp }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Endpoint { pub json: Json, pub id: Uuid }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Json { pub json: ::auth_runtime::Json, pub host: Host }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Host { pub seconds: Seconds, pub decode: Decode }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Decode {
    /// The scopes that were granted (RFC 6749 §3.3).
    pub scope: ::std::vec::Vec<Scope>,
    pub default: Default,
}

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Default { pub clone: ::std::option::Option<bool>, pub bearer: ::std::option::Option<Bearer>, pub r#box: Box }

/// An object in requests and replies.
#[derive(Clone, Debug, Encode, ::auth_runtime::Decode)]
#[encode(new)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Bearer { pub kind: Kind, pub send: Ordering }

/// An object in a reply.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Box {
    pub r#type: ::std::string::String,
    pub r#async: ::std::string::String,
    #[decode(rename = "self")] pub self_: ::std::string::String,
    #[decode(rename = "Self")] pub self_type: ::std::string::String,
    #[decode(rename = "crate")] pub crate_: ::std::string::String,
    #[decode(rename = "super")] pub super_: ::std::string::String,
    pub r#match: ::std::string::String,
    #[decode(rename = "r#try")] pub r_try: ::std::string::String,
    pub r#fn: ::std::string::String,
    #[decode(rename = "_")] pub n: ::std::string::String,
    #[decode(rename = "2fa")] pub n2fa: ::std::string::String,
    #[decode(rename = "with-hyphen")] pub with_hyphen: ::std::string::String,
    #[decode(rename = "with.dot")] pub with_dot: ::std::string::String,
    #[decode(rename = "camelCase")] pub camel_case: ::std::string::String,
    pub ok: ::std::string::String,
}

/// What [`Client::credential`] returns.
#[derive(Clone, Debug, ::auth_runtime::Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: ::auth_runtime::Secret,
    /// How long the token lives from now on.
    pub expires_in: ::std::option::Option<Seconds>,
}

/// Why Obstacle Course refused a request.
#[derive(Clone, Debug, ::auth_runtime::ApiError)]
#[non_exhaustive]
pub enum ObstacleError {
    /// A variant of the prelude.
    #[api_error(400)] Ok(Error),
    /// The provider answered 401.
    #[api_error(401)] Err(Error),
    /// The provider answered 403.
    #[api_error(403)] None(Error),
    /// The provider answered 404.
    #[api_error(404)] Some(Error),
    /// The provider answered 500.
    #[api_error(500)] Error(Error),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Error),
}

/// Why Obstacle Course refused a request.
#[derive(Clone, Debug, ::auth_runtime::ApiError)]
#[non_exhaustive]
pub enum ApiError {
    /// A variant of the prelude.
    #[api_error(400)] Ok(Error),
    /// The provider answered 401.
    #[api_error(401)] Err(Error),
    /// The provider answered 403.
    #[api_error(403)] None(Error),
    /// The provider answered 404.
    #[api_error(404)] Some(Error),
    /// The provider answered 409.
    #[api_error(409, class = retry)] ApiError(Error),
    /// The provider answered 500.
    #[api_error(500)] Error(Error),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Error),
}

/// Why Obstacle Course refused `credential`.
#[derive(Clone, Debug, ::auth_runtime::ApiError)]
#[non_exhaustive]
pub enum CredentialError {
    /// The provider answered 400.
    #[api_error(400, when(code = "vec"))] Vec(Error),
    /// A variant of the prelude.
    #[api_error(400)] Ok(Error),
    /// The provider answered 401.
    #[api_error(401)] Err(Error),
    /// The provider answered 403.
    #[api_error(403)] None(Error),
    /// The provider answered 404.
    #[api_error(404)] Some(Error),
    /// The provider answered 500.
    #[api_error(500)] Error(Error),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Error),
}

/// What a token of Obstacle Course may be used for (RFC 6749 §3.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Read oneself.
    #[scope("self:read")] ReadSelf,
    /// Everything.
    #[scope("*")] All,
    /// A second factor.
    #[scope("2fa")] TwoFactor,
    /// Files.
    #[scope("https://obstacle.example/auth/drive.readonly")] DriveReadonly,
    /// The word of the language.
    #[scope("type")] Type,
    /// Nothing at all.
    #[scope("none")] None,
    /// Well.
    #[scope("ok")] Ok,
    /// A value that the provider does not document.
    #[scope(other)] Other(::std::string::String),
}

/// Values of odd characters, of which there may be more.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Kind {
    /// Up.
    #[choice("+1")] PlusOne,
    /// With a blank.
    #[choice("a b")] AB,
    /// With a quote and a backslash.
    #[choice("quote\"back\\slash")] Quoted,
    /// Of another alphabet.
    #[choice("ünï")] Unicode,
    /// A variant of `Option`.
    #[choice("Some")] Some,
    /// A variant of `Result`.
    #[choice("Err")] Err,
    /// A value that the provider does not document.
    #[choice(other)] Other(::std::string::String),
}

/// One of the values of `Ordering`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Ordering {
    /// Less.
    #[choice("less")] Less,
    /// Greater.
    #[choice("greater")] Greater,
    /// A value that the provider does not document.
    #[choice(other)] Other(::std::string::String),
}

/// A credential that has the name of a trait.
#[derive(Clone, Debug, ::auth_runtime::Credential)]
#[credential(provider = Obstacle, header = "X-Key", prefix = "Key ")]
pub struct Provider(
    #[credential(env = "OBSTACLE_PROVIDER")] ::auth_runtime::Secret,
);

/// Another one.
#[derive(Debug, TokenSource)]
#[token_source(provider = Obstacle, mint(Credential), token(access_token, expires_in), env_prefix = "OBSTACLE_")]
pub struct Attach {
    code: OneTime<AuthorizationCode>,
    at: OneTime<::auth_runtime::Secret>,
    string: ::std::string::String,
    scope: ::std::vec::Vec<Scope>,
}

impl Authorizes<Obstacle> for ::auth_runtime::Bearer {}
