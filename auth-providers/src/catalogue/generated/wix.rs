// @generated from wix.yaml: edit the spec, not this file.

//! Wix.
//!
//! Source: <https://dev.wix.com/docs/api-reference/app-management/oauth-2/introduction>
//!
//! Credentials:
//! - [`App`]: An app on one site. Its tokens are made by `create_token`.

use auth_runtime::session::TokenSource;
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Seconds, Secret,
};

/// The provider Wix.
#[derive(Clone, Copy, Debug)]
pub struct Wix;

impl Provider for Wix {
    const NAME: &'static str = "wix";
    const TITLE: &'static str = "Wix";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://www.wixapis.com")];
}

/// A client of Wix. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Wix, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = WixError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange the secret of the app for a token on one site, which lives four hours.
    ///
    /// # Errors
    /// [`WixError`] if `POST /oauth2/token` is refused.
    pub async fn create_token(&self, request: CreateToken) -> Reply<Token> { self.0.call(request).await }

    /// Say that the app is set up on the site.
    ///
    /// # Errors
    /// [`WixError`] if `POST /apps/v1/bi-event` is refused.
    pub async fn finish_setup(&self) -> Reply<Json> where C: Authorizes<Wix, App> {
        self.0.call_protected(FinishSetup).await
    }

    /// What a token is for.
    ///
    /// # Errors
    /// [`WixError`] if `POST /oauth2/token-info` is refused.
    pub async fn get_token_info(&self, request: GetTokenInfo) -> Reply<TokenInfo> { self.0.call(request).await }

    /// The app on the site.
    ///
    /// # Errors
    /// [`WixError`] if `GET /apps/v1/instance` is refused.
    pub async fn get_instance(&self) -> Reply<Instance> where C: Authorizes<Wix, App> {
        self.0.call_protected(GetInstance).await
    }
}

/// Exchange the secret of the app for a token on one site, which lives four hours. Sent by
/// [`Client::create_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token", body("grant_type" = "client_credentials"), json, response = Token, error = WixError)]
pub struct CreateToken {
    client_id: String,
    client_secret: Secret,
    /// The app on the site: the webhook `App Instance Installed` brings it.
    instance_id: String,
}

/// Say that the app is set up on the site. Sent by [`Client::finish_setup`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/apps/v1/bi-event",
    body("eventName" = "APP_FINISHED_CONFIGURATION"),
    json,
    protected = App,
    response = Json,
    error = WixError
)]
pub struct FinishSetup;

/// What a token is for. Sent by [`Client::get_token_info`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth2/token-info", json, response = TokenInfo, error = WixError)]
pub struct GetTokenInfo { token: Secret }

/// The app on the site. Sent by [`Client::get_instance`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/apps/v1/instance", protected = App, response = Instance, error = WixError)]
pub struct GetInstance;

/// A token of the app on one site.
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

/// The app on the site.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Instance {
    #[decode(at("instance.instanceId"))] pub id: String,
    #[decode(at("site.siteId"))] pub site_id: Option<String>,
}

/// What a token is for.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenInfo {
    pub active: Option<bool>,
    #[decode(rename = "instanceId")] pub instance_id: Option<String>,
    #[decode(rename = "siteId")] pub site_id: Option<String>,
    pub exp: Option<UnixSeconds>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("details.applicationError.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("message", "error_description"), message)] pub text: Option<String>,
}

/// Why Wix refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum WixError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token or the app secret is wrong, or the token has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The app has not the permission on this site.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An app on one site.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Wix,
    mint(CreateToken),
    token(access_token, expires_in, token_type),
    check(GetInstance),
    env_prefix = "WIX_",
    header = "Authorization"
)]
pub struct App {
    client_id: String,
    client_secret: Secret,
    /// The app on the site: the webhook `App Instance Installed` brings it.
    instance_id: String,
}

/// A token of [`App`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Wix, header = "Authorization")]
pub struct AppToken(Secret);

impl Accepts<AppToken> for App {}
