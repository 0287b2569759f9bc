// @generated from sap_business_one.yaml: edit the spec, not this file.

//! SAP Business One.
//!
//! Source: <https://help.sap.com/docs/SAP_BUSINESS_ONE>
//!
//! Credentials:
//! - [`User`]: A user of a company. Its tokens are made by `log_in`, revoked by `log_out`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::TokenSource;
use auth_runtime::value::{Code, Minutes};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, host,
};

/// The provider SAP Business One.
#[derive(Clone, Copy, Debug)]
pub struct SAPBusinessOne;

impl Provider for SAPBusinessOne {
    const NAME: &'static str = "sap_business_one";
    const TITLE: &'static str = "SAP Business One";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{server}/b1s/v2")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<SAPBusinessOneError>();
}

/// What differs from one customer of SAP Business One to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = SAPBusinessOne, env_prefix = "SAP_BUSINESS_ONE_")]
pub struct Settings {
    /// The server of the Service Layer and its port.
    #[settings(format = "host and port")] server: String,
}

/// A client of SAP Business One. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<SAPBusinessOne, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = SAPBusinessOneError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Log in to a company.
    ///
    /// # Errors
    /// [`SAPBusinessOneError`] if `POST /Login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<Session> { self.0.call(request).await }

    /// End the session.
    ///
    /// # Errors
    /// [`SAPBusinessOneError`] if `POST /Logout` is refused.
    pub async fn log_out(&self) -> Reply<()> where C: Authorizes<SAPBusinessOne, User> {
        self.0.call_protected(LogOut).await
    }

    /// The items.
    ///
    /// # Errors
    /// [`SAPBusinessOneError`] if `GET /Items` is refused.
    pub async fn list_items(&self, request: ListItems) -> Reply<Json> where C: Authorizes<SAPBusinessOne, User> {
        self.0.call_protected(request).await
    }
}

/// Log in to a company. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/Login", json, response = Session, error = SAPBusinessOneError)]
pub struct LogIn {
    #[endpoint(rename = "CompanyDB")] company_db: String,
    #[endpoint(rename = "UserName")] user_name: String,
    #[endpoint(rename = "Password")] password: Secret,
    #[endpoint(rename = "Language")] language: Option<i64>,
}

/// End the session. Sent by [`Client::log_out`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/Logout", protected = User, response = (), error = SAPBusinessOneError)]
pub struct LogOut;

/// The items. Sent by [`Client::list_items`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/Items", protected = User, response = Json, error = SAPBusinessOneError)]
pub struct ListItems {
    #[endpoint(query, rename = "$top")] top: Option<i64>,
    #[endpoint(query, rename = "$select")] select: Option<String>,
}

/// A session. `route` is the node behind the address, to which calls have to go.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Session {
    #[decode(cookie = "B1SESSION")] pub session: Secret,
    #[decode(cookie = "ROUTEID")] pub route: Option<String>,
    #[decode(at("SessionTimeout"))] pub minutes: Option<Minutes>,
    #[decode(at("Version"))] pub version: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code"), code)] pub code: Option<Code>,
    #[error_body(at("error.message.value", "error.message"), message)] pub text: Option<String>,
}

/// What a log-in with `User` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct UserCaptured { pub route: Option<String> }

/// Why SAP Business One refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum SAPBusinessOneError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// There is no session, or it has ended.
    #[api_error(401, when(code("301", 301)), class = reauthenticate)] SessionEnded(Fault),
    /// The company, the name or the password is wrong.
    #[api_error(401, class = configuration)] LogInFailed(Fault),
    /// The user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user of a company.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = SAPBusinessOne,
    mint(LogIn),
    revoke(LogOut),
    token(access_token = session),
    capture(route),
    captured = UserCaptured,
    idle = 1_800,
    check(ListItems::new()),
    env_prefix = "SAP_BUSINESS_ONE_",
    cookie("B1SESSION" = "{session}"),
    cookie("ROUTEID" = "{route}")
)]
pub struct User { company_db: String, user_name: String, password: Secret, language: Option<i64> }

/// A token of [`User`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = SAPBusinessOne, cookie("B1SESSION" = "{session}"), cookie("ROUTEID" = "{route}"))]
pub struct UserToken { session: Secret, route: Option<String> }

impl Accepts<UserToken> for User {}
