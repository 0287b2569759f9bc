// @generated from amazon_selling_partner.yaml: edit the spec, not this file.

//! Amazon Selling Partner API.
//!
//! Source: <https://developer-docs.amazon.com/sp-api/docs/authorizing-selling-partner-api-applications>
//!
//! Credentials:
//! - [`Seller`]: A seller's consent, which has to be given again after a year. Its tokens are made by
//!   `exchange_code`, after `authorize`, renewed by `renew`.
//! - [`OwnAccount`]: The refresh token that Seller Central shows to the owner of an app. Its tokens are
//!   made by `renew`.
//! - [`App`]: The app itself. Its tokens are made by `create_token`.

use auth_runtime::consent::AuthorizationGrant;
use auth_runtime::host::{Environment, Setting};
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Callback, Choice, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Seconds, Secret, host,
};

/// The provider Amazon Selling Partner API.
#[derive(Clone, Copy, Debug)]
pub struct AmazonSellingPartner;

impl Provider for AmazonSellingPartner {
    const NAME: &'static str = "amazon_selling_partner";
    const TITLE: &'static str = "Amazon Selling Partner API";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://sellingpartnerapi-{region}.amazon.com"),
        Host::new("login", "https://api.amazon.com"),
        Host::new("consent", "https://{seller_central}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<AmazonSellingPartnerError>();
}

impl AmazonSellingPartner {
    /// Made-up data.
    pub const SANDBOX: Environment<Self> = Environment::new(
        &[
            Host::new("base", "https://sandbox.sellingpartnerapi-{region}.amazon.com"),
            Host::new("login", "https://api.amazon.com"),
            Host::new("consent", "https://{seller_central}"),
        ],
    );
}

/// What differs from one customer of Amazon Selling Partner API to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = AmazonSellingPartner, env_prefix = "AMAZON_SELLING_PARTNER_")]
pub struct Settings {
    /// The region of the marketplaces.
    #[settings(default = "na")] region: Option<Region>,
    /// Where the seller gives consent; a vendor does at Vendor Central.
    #[settings(host, default = "sellercentral.amazon.com")] seller_central: Option<String>,
}

/// A header of every reply. Support asks for it.
pub const X_AMZN_REQUEST_ID: &str = "x-amzn-RequestId";

/// A header of every reply. How many requests a second the call may have.
pub const X_AMZN_RATE_LIMIT_LIMIT: &str = "x-amzn-RateLimit-Limit";

/// A client of Amazon Selling Partner API. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<AmazonSellingPartner, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AmazonSellingPartnerError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the code for a token.
    ///
    /// # Errors
    /// [`AmazonSellingPartnerError`] if `POST /auth/o2/token` is refused.
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token> { self.0.call(request).await }

    /// Exchange a refresh token for a token.
    ///
    /// # Errors
    /// [`AmazonSellingPartnerError`] if `POST /auth/o2/token` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Token> { self.0.call(request).await }

    /// Exchange the secret of the app for a token for calls that no seller grants.
    ///
    /// # Errors
    /// [`AmazonSellingPartnerError`] if `POST /auth/o2/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// The marketplaces of the seller.
    ///
    /// It takes [`Seller`] or [`OwnAccount`].
    ///
    /// # Errors
    /// [`AmazonSellingPartnerError`] if `GET /sellers/v1/marketplaceParticipations` is refused.
    pub async fn list_marketplaces(&self) -> Reply<Json> where C: Authorizes<AmazonSellingPartner, ListMarketplaces> {
        self.0.call_protected(ListMarketplaces).await
    }

    /// Where notifications are sent.
    ///
    /// # Errors
    /// [`AmazonSellingPartnerError`] if `GET /notifications/v1/destinations` is refused.
    pub async fn list_destinations(&self) -> Reply<Json> where C: Authorizes<AmazonSellingPartner, App> {
        self.0.call_protected(ListDestinations).await
    }
}

/// Ask a seller for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    VISIT "/apps/authorize/consent", host = "consent", provider = AmazonSellingPartner, callback = AuthorizeCallback
)]
pub struct Authorize {
    #[endpoint(query)] application_id: String,
    #[endpoint(query, format = "url")] redirect_uri: Option<String>,
    /// `beta` for an app that is a draft.
    #[endpoint(query)] version: Option<String>,
}

/// Exchange the code for a token. Sent by [`Client::exchange_code`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/auth/o2/token",
    host = "login",
    body("grant_type" = "authorization_code"),
    form,
    response = Token,
    error = AmazonSellingPartnerError
)]
pub struct ExchangeCode {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    code: Secret,
    #[endpoint(format = "url")] redirect_uri: Option<String>,
}

/// Exchange a refresh token for a token. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/auth/o2/token",
    host = "login",
    body("grant_type" = "refresh_token"),
    form,
    response = Token,
    error = AmazonSellingPartnerError
)]
pub struct Renew {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// Exchange the secret of the app for a token for calls that no seller grants. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/auth/o2/token",
    host = "login",
    body("grant_type" = "client_credentials"),
    form,
    response = Token,
    error = AmazonSellingPartnerError
)]
pub struct CreateToken {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    #[endpoint(default = "sellingpartnerapi::notifications")] scope: Option<GrantlessScope>,
}

/// The marketplaces of the seller. Sent by [`Client::list_marketplaces`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/sellers/v1/marketplaceParticipations",
    protected(Seller, OwnAccount),
    response = Json,
    error = AmazonSellingPartnerError
)]
pub struct ListMarketplaces;

/// Where notifications are sent. Sent by [`Client::list_destinations`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/notifications/v1/destinations", protected = App, response = Json, error = AmazonSellingPartnerError)]
pub struct ListDestinations;

/// What [`Client::exchange_code`] and 2 other calls return.
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

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("errors.0.message", "error_description"), message)] pub text: Option<String>,
    #[error_body(at("errors.0.details"))] pub details: Option<String>,
}

/// What the page `authorize` gives back.
#[derive(Clone, Debug, Callback)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AuthorizeCallback {
    /// The authorization code (RFC 6749 §4.1.2).
    #[callback(at("spapi_oauth_code"))] pub code: Secret,
    pub selling_partner_id: String,
}

/// What a log-in with `Seller` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct SellerCaptured { pub selling_partner_id: String }

/// Why Amazon Selling Partner API refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AmazonSellingPartnerError {
    /// The code or the refresh token is used, wrong, or was taken back.
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)] InvalidGrant(Fault),
    /// The request is not valid.
    #[api_error(400)] InvalidInput(Fault),
    /// The client or its secret is wrong.
    #[api_error(401, when(code = "invalid_client"), class = configuration)] InvalidClient(Fault),
    /// The header does not have a valid token.
    #[api_error(401)] Unauthorized(Fault),
    /// The token has expired, or is none.
    #[api_error(
        403,
        when(
            details(
                "The access token you provided has expired.",
                "The access token you provided is revoked, malformed or invalid.",
            ),
        ),
        class = reauthenticate
    )]
    ExpiredToken(Fault),
    /// The app has not the role.
    #[api_error(403)] Denied(Fault),
    /// Too many requests.
    #[api_error(429)] QuotaExceeded(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// What a token without a seller is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum GrantlessScope {
    /// Where notifications are sent.
    #[choice("sellingpartnerapi::notifications")] Notifications,
    /// The next secret of the app.
    #[choice("sellingpartnerapi::client_credential:rotation")] Rotation,
    /// Consents that were given to the former API.
    #[choice("sellingpartnerapi::migration")] Migration,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// One of the values of `Region`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Region {
    /// North America and Brazil.
    #[choice("na")] Na,
    /// Europe, India and the Middle East.
    #[choice("eu")] Eu,
    /// The Far East.
    #[choice("fe")] Fe,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A seller's consent, which has to be given again after a year.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = AmazonSellingPartner,
    mint(ExchangeCode(client_id, client_secret, redirect_uri, code = authorize.code)),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, refresh_token, token_type),
    capture(selling_partner_id = authorize.selling_partner_id),
    captured = SellerCaptured,
    renewed(access_token, expires_in, refresh_token, token_type),
    rotation = kept,
    check(ListMarketplaces),
    env_prefix = "AMAZON_SELLING_PARTNER_",
    header = "x-amz-access-token"
)]
pub struct Seller {
    /// The identifier of the client (RFC 6749 §2.2).
    #[token_source(mint, refresh)] client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    #[token_source(mint, refresh)] client_secret: Secret,
    redirect_uri: Option<String>,
    /// What the user's consent gave back.
    #[token_source(visit = authorize)] code: OneTime<AuthorizationGrant<AuthorizeCallback>>,
}

/// A token of [`Seller`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AmazonSellingPartner, header = "x-amz-access-token")]
pub struct SellerToken(Secret);

impl Accepts<SellerToken> for ListMarketplaces {}

/// The refresh token that Seller Central shows to the owner of an app.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = AmazonSellingPartner,
    mint(Renew),
    token(access_token, expires_in, token_type),
    check(ListMarketplaces),
    env_prefix = "AMAZON_SELLING_PARTNER_",
    header = "x-amz-access-token"
)]
pub struct OwnAccount {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    refresh_token: Secret,
}

/// A token of [`OwnAccount`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AmazonSellingPartner, header = "x-amz-access-token")]
pub struct OwnAccountToken(Secret);

impl Accepts<OwnAccountToken> for ListMarketplaces {}

/// The app itself.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = AmazonSellingPartner,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    check(ListDestinations),
    env_prefix = "AMAZON_SELLING_PARTNER_",
    header = "x-amz-access-token"
)]
pub struct App {
    /// The identifier of the client (RFC 6749 §2.2).
    client_id: String,
    /// The secret of the client (RFC 6749 §2.3.1).
    client_secret: Secret,
    scope: Option<GrantlessScope>,
}

/// A token of [`App`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AmazonSellingPartner, header = "x-amz-access-token")]
pub struct AppToken(Secret);

impl Accepts<AppToken> for App {}
