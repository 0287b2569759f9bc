// @generated from netsuite.yaml: edit the spec, not this file.

//! Oracle `NetSuite`.
//!
//! Source: <https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/chapter_4247337262.html>
//!
//! Credentials:
//! - [`Integration`]: An integration with a token that was made for a user and a role (token-based
//!   authentication).
//! - [`Machine`]: An integration with a certificate (OAuth 2.0). Its tokens are made by `create_token`.

use auth_runtime::host::Setting;
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, PrivateKey, Provider, Response, Seconds, Secret, host,
};

/// The provider Oracle `NetSuite`.
#[derive(Clone, Copy, Debug)]
pub struct Netsuite;

impl Provider for Netsuite {
    const NAME: &'static str = "netsuite";
    const TITLE: &'static str = "Oracle NetSuite";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{account}.suitetalk.api.netsuite.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

/// What differs from one customer of Oracle `NetSuite` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Netsuite, env_prefix = "NETSUITE_")]
pub struct Settings {
    /// The account as hosts have it.
    #[settings(label, pattern = "[a-z0-9]+(-[a-z0-9]+)*")] account: String,
    /// The account as signatures have it: in capitals, with `_` for `-`.
    #[settings(pattern = "[A-Z0-9]+(_[A-Z0-9]+)*")] realm: String,
}

/// A client of Oracle `NetSuite`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Netsuite, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = NetsuiteError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange an assertion, which the certificate of an integration signs, for a token.
    ///
    /// # Errors
    /// [`CreateTokenError`] if `POST /services/rest/auth/oauth2/v1/token` is refused; `InvalidAssertion` is
    /// special to it.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token, CreateTokenError> {
        self.0.call(request).await
    }

    /// Ask with `SuiteQL`.
    ///
    /// It takes [`Integration`] or [`Machine`].
    ///
    /// # Errors
    /// [`NetsuiteError`] if `POST /services/rest/query/v1/suiteql` is refused.
    pub async fn query(&self, request: Query) -> Reply<Json> where C: Authorizes<Netsuite, Query> {
        self.0.call_protected(request).await
    }

    /// Make a customer.
    ///
    /// It takes [`Integration`] or [`Machine`].
    ///
    /// # Errors
    /// [`NetsuiteError`] if `POST /services/rest/record/v1/customer` is refused.
    pub async fn create_customer(
        &self,
        request: CreateCustomer,
    ) -> Reply<Created> where C: Authorizes<Netsuite, CreateCustomer> {
        self.0.call_protected(request).await
    }
}

/// Exchange an assertion, which the certificate of an integration signs, for a token. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/services/rest/auth/oauth2/v1/token",
    body("grant_type" = "client_credentials"),
    body("client_assertion_type" = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    body(
        "client_assertion" = jwt(
            algorithm = ES256,
            key = "{private_key}",
            header("kid" = "{certificate_id}"),
            claims(
                "iss" = "{client_id}",
                "scope" = json("[\"rest_webservices\"]"),
                "aud" = "https://{account}.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
                "iat" = "{now}",
                "exp" = "{now + 300s}",
            ),
        ),
    ),
    settings(account),
    form,
    response = Token,
    error = CreateTokenError
)]
pub struct CreateToken {
    #[endpoint(input)] certificate_id: String,
    #[endpoint(input)] private_key: PrivateKey,
    #[endpoint(input, rename = "iss")] client_id: String,
}

/// Ask with `SuiteQL`. Sent by [`Client::query`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/services/rest/query/v1/suiteql",
    header("Prefer" = "transient"),
    json,
    protected(Integration, Machine),
    repeat,
    response = Json,
    error = NetsuiteError
)]
pub struct Query {
    #[endpoint(query)] limit: Option<i64>,
    q: String,
}

/// Make a customer. Sent by [`Client::create_customer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/services/rest/record/v1/customer",
    json,
    protected(Integration, Machine),
    response = Created,
    error = NetsuiteError
)]
pub struct CreateCustomer {
    #[endpoint(rename = "entityId")] entity_id: String,
    #[endpoint(rename = "companyName")] company_name: String,
    #[endpoint(rename = "/subsidiary/id")] id: String,
}

/// A token, which lives an hour.
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

/// Where the record is.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Created {
    #[decode(header = "Location")] pub place: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("o:errorDetails.0.o:errorCode", "error"), code)] pub code: Option<String>,
    #[error_body(at("o:errorDetails.0.detail", "title", "error_description"), message)] pub text: Option<String>,
}

/// Why Oracle `NetSuite` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum NetsuiteError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token, the signature or its time is wrong, or the token has expired.
    #[api_error(401)] InvalidLogin(Fault),
    /// The role may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such record.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests at once.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Oracle `NetSuite` refused `create_token`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum CreateTokenError {
    /// The assertion or its certificate is wrong.
    #[api_error(400, class = configuration)] InvalidAssertion(Fault),
    /// The token, the signature or its time is wrong, or the token has expired.
    #[api_error(401)] InvalidLogin(Fault),
    /// The role may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such record.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests at once.
    #[api_error(429)] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An integration with a token that was made for a user and a role (token-based authentication).
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Netsuite,
    sign(
        oauth1(
            method = "HMAC-SHA256",
            consumer_key = "{consumer_key}",
            consumer_secret = "{consumer_secret}",
            token = "{token_id}",
            token_secret = "{token_secret}",
            realm = "{realm}",
        ),
    ),
    settings(realm),
    env_prefix = "NETSUITE_"
)]
pub struct Integration { consumer_key: String, consumer_secret: Secret, token_id: String, token_secret: Secret }

/// An integration with a certificate (OAuth 2.0).
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Netsuite, mint(CreateToken), token(access_token, expires_in, token_type), env_prefix = "NETSUITE_"
)]
pub struct Machine { certificate_id: String, private_key: PrivateKey, client_id: String }

impl<C: Accepts<Bearer>> Authorizes<Netsuite, C> for Bearer {}

impl Accepts<Bearer> for Query {}

impl Accepts<Bearer> for CreateCustomer {}
