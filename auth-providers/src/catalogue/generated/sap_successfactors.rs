// @generated from sap_successfactors.yaml: edit the spec, not this file.

//! SAP `SuccessFactors`.
//!
//! Source:
//! <https://help.sap.com/docs/successfactors-platform/sap-successfactors-api-reference-guide-odata-v2/authentication-using-oauth-2-0>
//!
//! Credentials:
//! - [`User`]: A user, for whom an assertion is signed. A session asks for a new one for each token.
//!   Its tokens are made by `create_token`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Decode, Endpoint, Error, ErrorBody, Host,
    Provider, Response, Seconds, Secret, host,
};

/// The provider SAP `SuccessFactors`.
#[derive(Clone, Copy, Debug)]
pub struct SAPSuccessFactors;

impl Provider for SAPSuccessFactors {
    const NAME: &'static str = "sap_successfactors";
    const TITLE: &'static str = "SAP SuccessFactors";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<SAPSuccessFactorsError>();
}

/// What differs from one customer of SAP `SuccessFactors` to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = SAPSuccessFactors, env_prefix = "SAP_SUCCESSFACTORS_")]
pub struct Settings {
    /// The API server of the data centre.
    #[settings(host, within("successfactors.com", "successfactors.eu", "sapsf.com", "sapsf.eu", "sapcloud.cn"))]
    server: String,
}

/// A client of SAP `SuccessFactors`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<SAPSuccessFactors, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SAPSuccessFactorsError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a signed assertion for a token.
    ///
    /// # Errors
    /// [`SAPSuccessFactorsError`] if `POST /oauth/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// What there is, as `OData` says it.
    ///
    /// # Errors
    /// [`SAPSuccessFactorsError`] if `GET /odata/v2/User/$metadata` is refused.
    pub async fn get_metadata(&self) -> Reply<String> where C: Authorizes<SAPSuccessFactors, User> {
        self.0.call_protected(GetMetadata).await
    }
}

/// Exchange a signed assertion for a token. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:saml2-bearer"),
    body("assertion" = bytes("{saml_assertion}", encoding = base64)),
    form,
    response = Token,
    error = SAPSuccessFactorsError
)]
pub struct CreateToken {
    /// The assertion as XML, signed with the certificate of the client application.
    #[endpoint(input)] saml_assertion: Secret,
    company_id: String,
    /// The API key of the client application.
    client_id: String,
}

/// What there is, as `OData` says it. Sent by [`Client::get_metadata`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/odata/v2/User/$metadata", protected = User, response = String, error = SAPSuccessFactorsError, reply = text
)]
pub struct GetMetadata;

/// What [`Client::create_token`] returns.
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

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message.value", "error_description", "message"), message)] pub text: Option<String>,
}

/// Why SAP `SuccessFactors` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SAPSuccessFactorsError {
    /// The assertion has expired, is for somebody else, or its signature is wrong.
    #[api_error(400, class = reauthenticate)] InvalidAssertion(Fault),
    /// The token is wrong, or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The user has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user, for whom an assertion is signed. A session asks for a new one for each token.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = SAPSuccessFactors,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    check(GetMetadata),
    env_prefix = "SAP_SUCCESSFACTORS_"
)]
pub struct User {
    /// The assertion as XML, signed with the certificate of the client application.
    saml_assertion: OneTime<Secret>,
    company_id: String,
    /// The API key of the client application.
    client_id: String,
}

impl<C: Accepts<Bearer>> Authorizes<SAPSuccessFactors, C> for Bearer {}

impl Accepts<Bearer> for User {}
