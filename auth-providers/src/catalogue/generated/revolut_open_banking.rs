// @generated from revolut_open_banking.yaml: edit the spec, not this file.

//! Revolut Open Banking.
//!
//! Source: <https://developer.revolut.com/docs/guides/build-banking-apps/get-started>
//!
//! Credentials:
//! - [`App`]: The app itself, by its certificate. Its tokens are made by `create_token`.
//! - [`User`]: A user of the bank, who consents to what the app has said before. Its tokens are made by
//!   `exchange_code`, after `authorize`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::Environment;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, Session, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Callback, Certificate, Client, Connection, Decode, Endpoint,
    Error, ErrorBody, Host, Json, PrivateKey, Provider, Response, Seconds, Secret, Timestamp,
};

/// The provider Revolut Open Banking.
#[derive(Clone, Copy, Debug)]
pub struct RevolutOpenBanking;

impl Provider for RevolutOpenBanking {
    const NAME: &'static str = "revolut_open_banking";
    const TITLE: &'static str = "Revolut Open Banking";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://oba-auth.revolut.com"),
        Host::new("consent", "https://oba.revolut.com"),
    ];
    const CLASSES: Classes = Classes::of::<RevolutOpenBankingError>();
}

impl RevolutOpenBanking {
    /// Made-up banks and customers.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[
            Host::new("base", "https://sandbox-oba-auth.revolut.com"),
            Host::new("consent", "https://sandbox-oba.revolut.com"),
        ],
    );
}

/// A client of Revolut Open Banking. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<RevolutOpenBanking, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = RevolutOpenBankingError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the certificate for a token that makes consents.
    ///
    /// # Errors
    /// [`RevolutOpenBankingError`] if `POST /token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// Say what the user will be asked for.
    ///
    /// # Errors
    /// [`RevolutOpenBankingError`] if `POST /account-access-consents` is refused.
    pub async fn create_consent(
        &self,
        request: CreateConsent,
    ) -> Reply<Consent> where C: Authorizes<RevolutOpenBanking, App> {
        self.0.call_protected(request).await
    }

    /// Exchange the code for a token of the user.
    ///
    /// # Errors
    /// [`RevolutOpenBankingError`] if `POST /token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// The accounts.
    ///
    /// # Errors
    /// [`RevolutOpenBankingError`] if `GET /accounts` is refused.
    pub async fn list_accounts(&self) -> Reply<Json> where C: Authorizes<RevolutOpenBanking, User> {
        self.0.call_protected(ListAccounts).await
    }
}

/// Exchange the certificate for a token that makes consents. Sent by [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    body("grant_type" = "client_credentials"),
    body("scope" = "accounts"),
    tls(certificate = certificate, key = private_key),
    form,
    response = Token,
    error = RevolutOpenBankingError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The client certificate (RFC 8705), with its chain.
    #[endpoint(input)] certificate: Certificate,
    /// The private key of the client certificate.
    #[endpoint(input)] private_key: PrivateKey,
}

/// Say what the user will be asked for. Sent by [`Client::create_consent`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/account-access-consents",
    header("x-fapi-financial-id" = "001580000103UAvAAM"),
    body("Risk" = json("{}")),
    json,
    protected = App,
    response = Consent,
    error = RevolutOpenBankingError
)]
pub struct CreateConsent {
    #[endpoint(rename = "/Data/Permissions", at_least = 1)] permissions: Vec<String>,
    #[endpoint(rename = "/Data/ExpirationDateTime")] expiration_date_time: Option<Timestamp>,
}

/// Ask the user to agree to the consent that was created before. The request is signed (RFC 9101).
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/ui/index.html",
    host = "consent",
    query("response_type" = "code id_token"),
    query("scope" = "accounts"),
    query(
        "request" = jwt(
            algorithm = PS256,
            key = "{signing_key}",
            header("kid" = "{signing_key_id}"),
            claims(
                "response_type" = "code id_token",
                "client_id" = "{client_id}",
                "redirect_uri" = "{redirect_uri}",
                "scope" = "accounts",
                "state" = "{state}",
                "claims" = object("id_token" = object("openbanking_intent_id" = object("value" = "{consent_id}"))),
            ),
        ),
    ),
    provider = RevolutOpenBanking,
    callback = AuthorizeCallback
)]
pub struct Authorize {
    #[endpoint(input)] consent_id: String,
    #[endpoint(input)] signing_key: PrivateKey,
    #[endpoint(input)] signing_key_id: String,
    #[endpoint(query)] client_id: String,
    #[endpoint(query, format = "url")] redirect_uri: String,
}

/// Exchange the code for a token of the user. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    body("grant_type" = "authorization_code"),
    tls(certificate = certificate, key = private_key),
    form,
    response = Token,
    error = RevolutOpenBankingError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    code: Secret,
    /// The client certificate (RFC 8705), with its chain.
    #[endpoint(input)] certificate: Certificate,
    /// The private key of the client certificate.
    #[endpoint(input)] private_key: PrivateKey,
}

/// The accounts. Sent by [`Client::list_accounts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/accounts",
    header("x-fapi-financial-id" = "001580000103UAvAAM"),
    protected = User,
    response = Json,
    error = RevolutOpenBankingError
)]
pub struct ListAccounts;

/// What [`Client::create_token`] and [`Client::exchange_code`] return.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
    /// The token that the next one is requested with (RFC 6749 §6).
    pub refresh_token: Option<Secret>,
}

/// What the user will be asked for.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Consent {
    #[decode(at("Data.ConsentId"))] pub id: String,
    #[decode(at("Data.Status"))] pub status: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("Errors.0.ErrorCode", "error", "Code"), code)] pub code: Option<String>,
    #[error_body(at("Errors.0.Message", "error_description", "Message"), message)] pub text: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    pub code: Secret,
    pub id_token: Option<Secret>,
}

/// Why Revolut Open Banking refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum RevolutOpenBankingError {
    /// The code is used or expired, or the consent was taken back.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The certificate is not that of the client.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The token is wrong, or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The consent does not allow this.
    #[api_error(403)] Forbidden(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The app itself, by its certificate.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = RevolutOpenBanking,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    env_prefix = "REVOLUT_OPEN_BANKING_",
    tls(certificate = certificate, key = private_key)
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The client certificate (RFC 8705), with its chain.
    certificate: Certificate,
    /// The private key of the client certificate.
    private_key: PrivateKey,
}

/// Starts the consent for [`User`]: `create_consent`, then the visit `authorize`.
#[derive(Clone, Debug, ::auth_runtime::session::Consent)]
#[consent(
    provider = RevolutOpenBanking,
    steps(CreateConsent(permissions, expiration_date_time) auth = app),
    visit(Authorize(signing_key, signing_key_id, client_id, redirect_uri, consent_id = create_consent.id))
)]
pub struct UserConsent {
    #[consent(rename = "/Data/Permissions")] permissions: Vec<String>,
    #[consent(rename = "/Data/ExpirationDateTime")] expiration_date_time: Option<Timestamp>,
    signing_key: PrivateKey,
    signing_key_id: String,
    client_id: String,
    redirect_uri: String,
    /// The app itself, by its certificate.
    #[consent(credential)] app: Session<RevolutOpenBanking, App>,
}

/// A user of the bank, who consents to what the app has said before.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = RevolutOpenBanking,
    mint(ExchangeCode(client_id, certificate, private_key, code = authorize.code)),
    token(access_token, expires_in, token_type),
    check(ListAccounts),
    env_prefix = "REVOLUT_OPEN_BANKING_",
    tls(certificate = certificate, key = private_key)
)]
pub struct User {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The client certificate (RFC 8705), with its chain.
    certificate: Certificate,
    /// The private key of the client certificate.
    private_key: PrivateKey,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

impl<C: Accepts<Bearer>> Authorizes<RevolutOpenBanking, C> for Bearer {}

impl Accepts<Bearer> for App {}

impl Accepts<Bearer> for User {}
