// @generated from pihu.yaml: edit the spec, not this file.

//! Pihu.ai.
//!
//! The Pihu.ai interviewing API. Rotate keys regularly by creating the next one with the present one.
//!
//! Source: <https://pihu.ai/api-docs>
//!
//! Credentials:
//! - [`ApiKey`]: An API key (`ph_live_…`).

use auth_runtime::value::TextDuration;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Choice, Client, Connection, Credential, Decode, Endpoint, Error, Host, Provider,
    Response, Secret, Timestamp,
};

/// The provider Pihu.ai.
#[derive(Clone, Copy, Debug)]
pub struct Pihu;

impl Provider for Pihu {
    const NAME: &'static str = "pihu";
    const TITLE: &'static str = "Pihu.ai";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.pihu.ai")];
}

/// A client of Pihu.ai. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Pihu, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = PihuError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Create an API key.
    ///
    /// # Errors
    /// [`PihuError`] if `POST /v1/auth/api-keys` is refused.
    pub async fn create_api_key(&self, request: CreateApiKey) -> Reply<CreatedKey> where C: Authorizes<Pihu> {
        self.0.call_protected(request).await
    }

    /// List the account's API keys.
    ///
    /// # Errors
    /// [`PihuError`] if `GET /v1/auth/api-keys` is refused.
    pub async fn list_api_keys(&self) -> Reply<KeyPage> where C: Authorizes<Pihu> {
        self.0.call_protected(ListApiKeys).await
    }
}

/// Create an API key. Sent by [`Client::create_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/auth/api-keys", json, protected, response = CreatedKey, error = PihuError)]
pub struct CreateApiKey {
    name: String,
    /// How long the key lives, such as `30d` or `12h`.
    expiration: Option<TextDuration>,
    permissions: Vec<Permission>,
}

/// List the account's API keys. Sent by [`Client::list_api_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/auth/api-keys", protected, response = KeyPage, error = PihuError)]
pub struct ListApiKeys;

/// A key that was just created.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct CreatedKey {
    pub id: String,
    pub name: String,
    /// The key itself. It is shown once.
    pub key: Secret,
    pub created: Timestamp,
    pub expires: Option<Timestamp>,
}

/// A key of the account, without its secret.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct KeyInfo {
    pub id: String,
    pub name: String,
    pub created: Timestamp,
    pub expires: Option<Timestamp>,
    pub last_used: Option<Timestamp>,
}

/// A page of keys.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct KeyPage {
    pub data: Vec<KeyInfo>,
    /// Whether there are more keys than this page holds.
    pub has_more: bool,
}

/// Why Pihu.ai refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum PihuError {
    /// The API key is missing or wrong.
    #[api_error(401)] Unauthorized,
    /// Too many requests; `Retry-After` is honoured when it is there.
    #[api_error(429)] RateLimited,
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// What an API key may do.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Permission {
    /// Create and change interviews.
    #[choice("interview:write")] InterviewWrite,
    /// Read candidates.
    #[choice("candidate:read")] CandidateRead,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// An API key (`ph_live_…`).
#[derive(Clone, Debug, Credential)]
#[credential(provider = Pihu, bearer)]
pub struct ApiKey(
    #[credential(env = "PIHU_API_KEY")] Secret,
);
