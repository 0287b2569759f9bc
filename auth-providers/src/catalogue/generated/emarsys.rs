// @generated from emarsys.yaml: edit the spec, not this file.

//! SAP Emarsys.
//!
//! Source: <https://dev.emarsys.com/docs/core-api-reference>
//!
//! Credentials:
//! - [`App`]: A client with `OpenID` Connect, for the third version of the API. Its tokens are made by
//!   `create_token`.
//! - [`ApiUser`]: An API user and its secret, which is proved and never sent, for the second version of
//!   the API.

use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::value::Code;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Seconds, Secret,
};

/// The provider SAP Emarsys.
#[derive(Clone, Copy, Debug)]
pub struct Emarsys;

impl Provider for Emarsys {
    const NAME: &'static str = "emarsys";
    const TITLE: &'static str = "SAP Emarsys";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.emarsys.net/api/v2"),
        Host::new("v3", "https://api.emarsys.net/api/v3"),
        Host::new("login", "https://auth.emarsys.net"),
    ];
    const CLASSES: Classes = Classes::of::<EmarsysError>();
}

/// A client of SAP Emarsys. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Emarsys, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = EmarsysError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the secret of a client for a token.
    ///
    /// # Errors
    /// [`EmarsysError`] if `POST /oauth2/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// The settings of the account.
    ///
    /// # Errors
    /// [`EmarsysError`] if `GET /settings` is refused.
    pub async fn get_settings(&self) -> Reply<Settings> where C: Authorizes<Emarsys, App> {
        self.0.call_protected(GetSettings).await
    }

    /// The fields of contacts.
    ///
    /// # Errors
    /// [`EmarsysError`] if `GET /field` is refused.
    pub async fn list_fields(&self) -> Reply<Fields> where C: Authorizes<Emarsys, ApiUser> {
        self.0.call_protected(ListFields).await
    }

    /// The data of contacts.
    ///
    /// # Errors
    /// [`EmarsysError`] if `POST /contact/getdata` is refused.
    pub async fn get_contacts(&self, request: GetContacts) -> Reply<Json> where C: Authorizes<Emarsys, ApiUser> {
        self.0.call_protected(request).await
    }
}

/// Exchange the secret of a client for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth2/token",
    host = "login",
    body("grant_type" = "client_credentials"),
    basic(username = "{client_id}", password = "{client_secret}", encode = form),
    form,
    response = Token,
    error = EmarsysError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    #[endpoint(input)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[endpoint(input)] client_secret: Secret,
}

/// The settings of the account. Sent by [`Client::get_settings`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/settings", host = "v3", protected = App, response = Settings, error = EmarsysError)]
pub struct GetSettings;

/// The fields of contacts. Sent by [`Client::list_fields`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/field", protected = ApiUser, response = Fields, error = EmarsysError)]
pub struct ListFields;

/// The data of contacts. Sent by [`Client::get_contacts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/contact/getdata", json, protected = ApiUser, repeat, response = Json, error = EmarsysError)]
pub struct GetContacts {
    #[endpoint(rename = "keyId")] key_id: String,
    #[endpoint(rename = "keyValues", at_least = 1)] key_values: Vec<String>,
    fields: Option<Vec<String>>,
}

/// The fields of contacts.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fields {
    #[decode(at("replyCode"))] pub code: Option<Code>,
    pub data: Vec<Json>,
}

/// A token of an hour.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// The settings of the account.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Settings {
    #[decode(at("replyCode"))] pub code: Option<Code>,
    pub data: Json,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("replyCode", "error"), code)] pub code: Option<Code>,
    #[error_body(at("replyText", "error_description"), message)] pub text: Option<String>,
}

/// Why SAP Emarsys refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum EmarsysError {
    /// Nothing was done: a field or a contact is not there, or not only once.
    #[api_error(200, when(code(2004, 2005, 2006, 2007, 2008, 2010)), class = configuration)] NotDone(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The user name or the secret is wrong, or the time of the header is too old.
    #[api_error(401, when(code = 1), class = configuration)] InvalidCredentials(Fault),
    /// The id or the secret of the client is wrong.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The token is missing, wrong or expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The API user has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests in a minute.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A client with `OpenID` Connect, for the third version of the API.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Emarsys,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    check(GetSettings),
    env_prefix = "EMARSYS_"
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
}

/// An API user and its secret, which is proved and never sent, for the second version of the API.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Emarsys,
    computed(
        nonce = random(bytes, length = 16, encoding = hex),
        created = now(timestamp),
        digest = bytes(sha1("{nonce}{created}{secret}", encoding = hex), encoding = base64),
    ),
    header(
        "X-WSSE" = "UsernameToken Username=\"{username}\", PasswordDigest=\"{digest}\", Nonce=\"{nonce}\", Created=\"{created}\"",
    ),
    env_prefix = "EMARSYS_",
    check(ListFields)
)]
pub struct ApiUser { username: String, secret: Secret }

impl<C: Accepts<Bearer>> Authorizes<Emarsys, C> for Bearer {}

impl Accepts<Bearer> for App {}
