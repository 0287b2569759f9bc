// @generated from tableau.yaml: edit the spec, not this file.

//! Tableau.
//!
//! Source: <https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_concepts_auth.htm>
//!
//! Credentials:
//! - [`AccessToken`]: A personal access token, which may have one session at a time. Its tokens are
//!   made by `sign_in`, revoked by `sign_out`.
//! - [`User`]: A name and a password. Its tokens are made by `sign_in_by_password`, revoked by
//!   `sign_out`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::value::HoursMinutesSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, host,
};

/// The provider Tableau.
#[derive(Clone, Copy, Debug)]
pub struct Tableau;

impl Provider for Tableau {
    const NAME: &'static str = "tableau";
    const TITLE: &'static str = "Tableau";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}/api/3.22")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<TableauError>();
}

/// What differs from one customer of Tableau to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Tableau, env_prefix = "TABLEAU_")]
pub struct Settings {
    /// The server or the pod.
    #[settings(host)] server: String,
}

/// A client of Tableau. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Tableau, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TableauError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a personal access token for the token of a session.
    ///
    /// # Errors
    /// [`TableauError`] if `POST /auth/signin` is refused.
    pub async fn sign_in(&self, request: SignIn) -> Reply<Session> { self.0.call(request).await }

    /// Exchange a name and a password for the token of a session; Tableau Cloud with a second factor
    /// refuses it.
    ///
    /// # Errors
    /// [`TableauError`] if `POST /auth/signin` is refused.
    pub async fn sign_in_by_password(&self, request: SignInByPassword) -> Reply<Session> { self.0.call(request).await }

    /// End the session.
    ///
    /// It takes [`AccessToken`] or [`User`].
    ///
    /// # Errors
    /// [`TableauError`] if `POST /auth/signout` is refused.
    pub async fn sign_out(&self) -> Reply<()> where C: Authorizes<Tableau, SignOut> {
        self.0.call_protected(SignOut).await
    }

    /// The workbooks of the site.
    ///
    /// It takes [`AccessToken`] or [`User`].
    ///
    /// # Errors
    /// [`TableauError`] if `GET /sites/{site_id}/workbooks` is refused.
    pub async fn list_workbooks(&self) -> Reply<Json> where C: Authorizes<Tableau, ListWorkbooks> {
        self.0.call_captured(ListWorkbooks).await
    }
}

/// Exchange a personal access token for the token of a session. Sent by [`Client::sign_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/signin", xml, response = Session, error = TableauError, reply = xml)]
pub struct SignIn {
    #[endpoint(rename = "/tsRequest/credentials/@personalAccessTokenName")] personal_access_token_name: String,
    #[endpoint(rename = "/tsRequest/credentials/@personalAccessTokenSecret")] personal_access_token_secret: Secret,
    #[endpoint(rename = "/tsRequest/credentials/site/@contentUrl")] content_url: String,
}

/// Exchange a name and a password for the token of a session; Tableau Cloud with a second factor
/// refuses it. Sent by [`Client::sign_in_by_password`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/signin", xml, response = Session, error = TableauError, reply = xml)]
pub struct SignInByPassword {
    #[endpoint(rename = "/tsRequest/credentials/@name")] name: String,
    #[endpoint(rename = "/tsRequest/credentials/@password")] password: Secret,
    #[endpoint(rename = "/tsRequest/credentials/site/@contentUrl")] content_url: String,
}

/// End the session. Sent by [`Client::sign_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/auth/signout", protected(AccessToken, User), response = (), error = TableauError)]
pub struct SignOut;

/// The workbooks of the site. Sent by [`Client::list_workbooks`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/sites/{site_id}/workbooks",
    header("Accept" = "application/json"),
    captured(site_id),
    protected(AccessToken, User),
    response = Json,
    error = TableauError
)]
pub struct ListWorkbooks;

/// A token for one site.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(at("tsResponse.credentials.@token"))] pub token: Secret,
    #[decode(at("tsResponse.credentials.@estimatedTimeToExpiration"))] pub lifetime: Option<HoursMinutesSeconds>,
    #[decode(at("tsResponse.credentials.site.@id"))] pub site_id: String,
    #[decode(at("tsResponse.credentials.user.@id"))] pub user_id: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("tsResponse.error.@code"), code)] pub code: Option<String>,
    #[error_body(at("tsResponse.error.detail"), message)] pub text: Option<String>,
}

/// What a log-in with `AccessToken` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AccessTokenCaptured { pub site_id: String }

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub site_id: String }

/// Why Tableau refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TableauError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The name, the password or the personal access token is wrong; a token that was not used for 15 days
    /// has ended.
    #[api_error(401, when(code = "401001"), class = configuration)] SignInFailed(Fault),
    /// The token is missing, wrong or has expired.
    #[api_error(401)] Unauthorized(Fault),
    /// The user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A personal access token, which may have one session at a time.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Tableau,
    mint(SignIn),
    revoke(SignOut),
    token(access_token = token, expires_in = lifetime),
    capture(site_id),
    captured = AccessTokenCaptured,
    one_session,
    check(ListWorkbooks),
    env_prefix = "TABLEAU_",
    header = "X-Tableau-Auth"
)]
pub struct AccessToken { personal_access_token_name: String, personal_access_token_secret: Secret, content_url: String }

/// A token of [`AccessToken`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Tableau, header = "X-Tableau-Auth")]
pub struct AccessTokenToken(Secret);

impl Accepts<AccessTokenToken> for SignOut {}

impl Accepts<AccessTokenToken> for ListWorkbooks {}

/// A name and a password.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Tableau,
    mint(SignInByPassword),
    revoke(SignOut),
    token(access_token = token, expires_in = lifetime),
    capture(site_id),
    captured = UserCaptured,
    check(ListWorkbooks),
    env_prefix = "TABLEAU_",
    header = "X-Tableau-Auth"
)]
pub struct User { name: String, password: Secret, content_url: String }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Tableau, header = "X-Tableau-Auth")]
pub struct UserToken(Secret);

impl Accepts<UserToken> for SignOut {}

impl Accepts<UserToken> for ListWorkbooks {}
