// @generated from twilio.yaml: edit the spec, not this file.

//! Twilio.
//!
//! Source: <https://www.twilio.com/docs/iam/api>
//!
//! Credentials:
//! - [`Account`]: The auth token of the account.
//! - [`ApiKey`]: An API key and its secret.

use auth_runtime::host::{Environment, Setting};
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret, host,
};

/// The provider Twilio.
#[derive(Clone, Copy, Debug)]
pub struct Twilio;

impl Provider for Twilio {
    const NAME: &'static str = "twilio";
    const TITLE: &'static str = "Twilio";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.twilio.com/2010-04-01")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
}

impl Twilio {
    /// Data stay in Ireland; it has keys of its own.
    pub const IRELAND: Environment<Self> = Environment::new(
        &[Host::new("base", "https://api.dublin.ie1.twilio.com/2010-04-01")],
    );
    /// Data stay in Australia; it has keys of its own.
    pub const AUSTRALIA: Environment<Self> = Environment::new(
        &[Host::new("base", "https://api.sydney.au1.twilio.com/2010-04-01")],
    );
}

/// What differs from one customer of Twilio to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Twilio, env_prefix = "TWILIO_")]
pub struct Settings {
    /// The account.
    #[settings(pattern = "AC[0-9a-f]{32}")] account_sid: String,
}

/// A client of Twilio. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Twilio, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TwilioError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The account.
    ///
    /// # Errors
    /// [`TwilioError`] if `GET /Accounts/{account_sid}.json` is refused.
    pub async fn get_account(&self) -> Reply<Json> where C: Authorizes<Twilio, Account> {
        self.0.call_protected(GetAccount).await
    }

    /// Create an API key.
    ///
    /// # Errors
    /// [`TwilioError`] if `POST /Accounts/{account_sid}/Keys.json` is refused.
    pub async fn create_key(&self, request: CreateKey) -> Reply<CreatedKey> where C: Authorizes<Twilio> {
        self.0.call_protected(request).await
    }

    /// End an API key.
    ///
    /// # Errors
    /// [`TwilioError`] if `DELETE /Accounts/{account_sid}/Keys/{sid}.json` is refused.
    pub async fn delete_key(&self, request: DeleteKey) -> Reply<()> where C: Authorizes<Twilio> {
        self.0.call_protected(request).await
    }

    /// List the messages.
    ///
    /// It takes [`Account`] or [`ApiKey`].
    ///
    /// # Errors
    /// [`TwilioError`] if `GET /Accounts/{account_sid}/Messages.json` is refused.
    pub async fn list_messages(&self, request: ListMessages) -> Reply<Json> where C: Authorizes<Twilio, ListMessages> {
        self.0.call_protected(request).await
    }

    /// Send a message.
    ///
    /// # Errors
    /// [`TwilioError`] if `POST /Accounts/{account_sid}/Messages.json` is refused.
    pub async fn send_message(&self, request: SendMessage) -> Reply<Json> where C: Authorizes<Twilio> {
        self.0.call_protected(request).await
    }
}

/// The account. Sent by [`Client::get_account`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/Accounts/{account_sid}.json", settings(account_sid), protected = Account, response = Json, error = TwilioError
)]
pub struct GetAccount;

/// Create an API key. Sent by [`Client::create_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/Accounts/{account_sid}/Keys.json",
    settings(account_sid),
    form,
    protected,
    response = CreatedKey,
    error = TwilioError
)]
pub struct CreateKey {
    #[endpoint(rename = "FriendlyName")] friendly_name: Option<String>,
}

/// End an API key. Sent by [`Client::delete_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    DELETE "/Accounts/{account_sid}/Keys/{sid}.json",
    settings(account_sid),
    protected,
    response = (),
    error = TwilioError
)]
pub struct DeleteKey { sid: String }

/// List the messages. Sent by [`Client::list_messages`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/Accounts/{account_sid}/Messages.json",
    settings(account_sid),
    protected(Account, ApiKey),
    response = Json,
    error = TwilioError
)]
pub struct ListMessages {
    #[endpoint(query, rename = "PageSize")] page_size: Option<i64>,
}

/// Send a message. Sent by [`Client::send_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/Accounts/{account_sid}/Messages.json",
    settings(account_sid),
    form,
    protected,
    response = Json,
    error = TwilioError
)]
pub struct SendMessage {
    #[endpoint(rename = "To")] to: String,
    #[endpoint(rename = "From")] from: String,
    #[endpoint(rename = "Body")] body: String,
}

/// What [`Client::create_key`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedKey { pub sid: String, pub secret: Secret, pub friendly_name: Option<String> }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub code: Option<Code>,
    #[error_body(message)] pub message: Option<String>,
    pub more_info: Option<String>,
}

/// Why Twilio refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TwilioError {
    /// The provider answered 401.
    #[api_error(401, when(code = 20003))] Authenticate(Fault),
    /// The provider answered 401.
    #[api_error(401)] Unauthorized(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429, when(code(20429, 14107)))] TooManyRequests(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The auth token of the account.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Twilio,
    basic(username = "{account_sid}", password = "{auth_token}"),
    settings(account_sid),
    env_prefix = "TWILIO_",
    check(GetAccount)
)]
pub struct Account { auth_token: Secret }

/// An API key and its secret.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Twilio,
    basic(username = "{key_sid}", password = "{key_secret}"),
    env_prefix = "TWILIO_",
    check(ListMessages::new())
)]
pub struct ApiKey { key_sid: String, key_secret: Secret }
