// @generated from plaid.yaml: edit the spec, not this file.

//! Plaid.
//!
//! Source: <https://plaid.com/docs/api/>
//!
//! Credentials:
//! - [`Team`]: A team with its secret.
//! - [`Item`]: A bank that a person has linked; it does not end. Its tokens are made by
//!   `exchange_public_token`, revoked by `remove_item`.

use auth_runtime::host::{Environment, Header};
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, Timestamp,
};

/// The provider Plaid.
#[derive(Clone, Copy, Debug)]
pub struct Plaid;

impl Provider for Plaid {
    const NAME: &'static str = "plaid";
    const TITLE: &'static str = "Plaid";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://production.plaid.com")];
    const HEADERS: &'static [Header] = &[Header::new("Plaid-Version", "2020-09-14")];
    const CLASSES: Classes = Classes::of::<PlaidError>();
}

impl Plaid {
    /// A place for tests.
    pub const SANDBOX: Environment<Self> = Environment::new(&[Host::new("base", "https://sandbox.plaid.com")]);
}

/// A client of Plaid. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Plaid, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = PlaidError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// A token with which a person links a bank.
    ///
    /// # Errors
    /// [`PlaidError`] if `POST /link/token/create` is refused.
    pub async fn create_link_token(
        &self,
        request: CreateLinkToken,
    ) -> Reply<LinkToken> where C: Authorizes<Plaid, Team> {
        self.0.call_protected(request).await
    }

    /// Exchange what the link gave for a token of the bank's accounts.
    ///
    /// # Errors
    /// [`PlaidError`] if `POST /item/public_token/exchange` is refused.
    pub async fn exchange_public_token(&self, request: ExchangePublicToken) -> Reply<Exchanged> {
        self.0.call(request).await
    }

    /// End the access to the accounts.
    ///
    /// # Errors
    /// [`PlaidError`] if `POST /item/remove` is refused.
    pub async fn remove_item(&self, request: RemoveItem) -> Reply<Json> { self.0.call(request).await }

    /// The link.
    ///
    /// # Errors
    /// [`PlaidError`] if `POST /item/get` is refused.
    pub async fn get_item(&self) -> Reply<Json> where C: Authorizes<Plaid, Item> {
        self.0.call_protected(GetItem).await
    }

    /// The accounts.
    ///
    /// # Errors
    /// [`PlaidError`] if `POST /accounts/get` is refused.
    pub async fn get_accounts(&self) -> Reply<Json> where C: Authorizes<Plaid, Item> {
        self.0.call_protected(GetAccounts).await
    }
}

/// A token with which a person links a bank. Sent by [`Client::create_link_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/link/token/create", json, protected = Team, response = LinkToken, error = PlaidError)]
pub struct CreateLinkToken {
    client_name: String,
    #[endpoint(default = "en")] language: Option<String>,
    country_codes: Vec<String>,
    products: Vec<String>,
    #[endpoint(rename = "/user/client_user_id")] client_user_id: String,
}

/// Exchange what the link gave for a token of the bank's accounts. Sent by
/// [`Client::exchange_public_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/item/public_token/exchange", json, response = Exchanged, error = PlaidError)]
pub struct ExchangePublicToken { client_id: String, secret: Secret, public_token: Secret }

/// End the access to the accounts. Sent by [`Client::remove_item`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/item/remove", json, response = Json, error = PlaidError)]
pub struct RemoveItem { client_id: String, secret: Secret, access_token: Secret }

/// The link. Sent by [`Client::get_item`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/item/get", json, protected = Item, repeat, response = Json, error = PlaidError)]
pub struct GetItem;

/// The accounts. Sent by [`Client::get_accounts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/accounts/get", json, protected = Item, repeat, response = Json, error = PlaidError)]
pub struct GetAccounts;

/// What [`Client::create_link_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct LinkToken { pub link_token: Secret, pub expiration: Timestamp, pub request_id: String }

/// What [`Client::exchange_public_token`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Exchanged {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    pub item_id: String,
    pub request_id: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error_code"), code)] pub code: Option<String>,
    #[error_body(at("error_message"), message)] pub text: Option<String>,
    #[error_body(at("error_type"))] pub kind: Option<String>,
    pub request_id: Option<String>,
}

/// What a log-in with `Item` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ItemCaptured { pub item_id: String }

/// Why Plaid refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum PlaidError {
    /// The person must log in at the bank again.
    #[api_error(400, when(code = "ITEM_LOGIN_REQUIRED"), class = denied)] LoginRequired(Fault),
    /// The client or its secret is wrong, or may not use this environment.
    #[api_error(400, when(code("INVALID_API_KEYS", "UNAUTHORIZED_ENVIRONMENT")), class = configuration)]
    InvalidKeys(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code("INVALID_ACCESS_TOKEN", "INVALID_PUBLIC_TOKEN")), class = reauthenticate)]
    InvalidToken(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A team with its secret.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Plaid, body("client_id" = "{client_id}"), body("secret" = "{secret}"), env_prefix = "PLAID_")]
pub struct Team { client_id: String, secret: Secret }

/// A bank that a person has linked; it does not end.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Plaid,
    mint(ExchangePublicToken),
    revoke(RemoveItem(access_token)),
    token(access_token),
    capture(item_id),
    captured = ItemCaptured,
    check(GetItem),
    env_prefix = "PLAID_",
    body("client_id" = "{client_id}"),
    body("secret" = "{secret}"),
    body("access_token" = "{access_token}")
)]
pub struct Item {
    #[token_source(mint, revoke)] client_id: String,
    #[token_source(mint, revoke)] secret: Secret,
    public_token: OneTime<Secret>,
}

/// A token of [`Item`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Plaid,
    body("client_id" = "{client_id}"),
    body("secret" = "{secret}"),
    body("access_token" = "{access_token}")
)]
pub struct ItemToken { client_id: String, secret: Secret, access_token: Secret }

impl Accepts<ItemToken> for Item {}
