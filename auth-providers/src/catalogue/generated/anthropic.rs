// @generated from anthropic.yaml: edit the spec, not this file.

//! Anthropic.
//!
//! Source: <https://platform.claude.com/docs/en/api/overview>
//!
//! Credentials:
//! - [`ApiKey`]: A key of a workspace.
//! - [`Workload`]: A workload, by the token of another issuer. Its tokens are made by
//!   `exchange_identity_token`.
//! - [`AdminKey`]: A key of an administrator, which reaches the organization and none of the models.

use auth_runtime::host::Header;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Choice, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Seconds, Secret, Timestamp,
};

/// The provider Anthropic.
#[derive(Clone, Copy, Debug)]
pub struct Anthropic;

impl Provider for Anthropic {
    const NAME: &'static str = "anthropic";
    const TITLE: &'static str = "Anthropic";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.anthropic.com")];
    const HEADERS: &'static [Header] = &[Header::new("anthropic-version", "2023-06-01")];
    const CLASSES: Classes = Classes::of::<AnthropicError>();
}

/// A header of every reply. Identifies the request; support asks for it.
pub const REQUEST_ID: &str = "request-id";

/// A header of every reply. The organization of the key.
pub const ANTHROPIC_ORGANIZATION_ID: &str = "anthropic-organization-id";

/// A client of Anthropic. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Anthropic, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AnthropicError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a token of another issuer for a token of a service account.
    ///
    /// # Errors
    /// [`AnthropicError`] if `POST /v1/oauth/token` is refused.
    pub async fn exchange_identity_token(&self, request: ExchangeIdentityToken) -> Reply<AccessToken> {
        self.0.call(request).await
    }

    /// List the models.
    ///
    /// It takes [`ApiKey`] or [`Workload`].
    ///
    /// # Errors
    /// [`AnthropicError`] if `GET /v1/models` is refused.
    pub async fn list_models(&self, request: ListModels) -> Reply<Models> where C: Authorizes<Anthropic, ListModels> {
        self.0.call_protected(request).await
    }

    /// Continue a conversation.
    ///
    /// It takes [`ApiKey`] or [`Workload`].
    ///
    /// # Errors
    /// [`AnthropicError`] if `POST /v1/messages` is refused.
    pub async fn create_message(
        &self,
        request: CreateMessage,
    ) -> Reply<Json> where C: Authorizes<Anthropic, CreateMessage> {
        self.0.call_protected(request).await
    }

    /// The organization of an admin key.
    ///
    /// # Errors
    /// [`AnthropicError`] if `GET /v1/organizations/me` is refused.
    pub async fn get_organization(&self) -> Reply<Organization> where C: Authorizes<Anthropic, AdminKey> {
        self.0.call_protected(GetOrganization).await
    }

    /// List the API keys of the organization.
    ///
    /// # Errors
    /// [`AnthropicError`] if `GET /v1/organizations/api_keys` is refused.
    pub async fn list_api_keys(&self, request: ListApiKeys) -> Reply<ApiKeys> where C: Authorizes<Anthropic, AdminKey> {
        self.0.call_protected(request).await
    }

    /// Rename an API key or turn it off.
    ///
    /// # Errors
    /// [`AnthropicError`] if `POST /v1/organizations/api_keys/{api_key_id}` is refused.
    pub async fn change_api_key(
        &self,
        request: ChangeApiKey,
    ) -> Reply<ApiKeyInfo> where C: Authorizes<Anthropic, AdminKey> {
        self.0.call_protected(request).await
    }
}

/// Exchange a token of another issuer for a token of a service account. Sent by
/// [`Client::exchange_identity_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/oauth/token",
    header("anthropic-beta" = "oauth-2025-04-20,oidc-federation-2026-04-01"),
    body("grant_type" = "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    json,
    response = AccessToken,
    error = AnthropicError
)]
pub struct ExchangeIdentityToken {
    /// The token of the other issuer.
    assertion: Secret,
    /// The rule that the token satisfies.
    federation_rule_id: String,
    organization_id: String,
    service_account_id: Option<String>,
    /// Needed if the rule is for several workspaces.
    workspace_id: Option<String>,
}

/// List the models. Sent by [`Client::list_models`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/models", protected(ApiKey, Workload), response = Models, error = AnthropicError)]
pub struct ListModels {
    #[endpoint(query)] limit: Option<i64>,
    #[endpoint(query)] after_id: Option<String>,
}

/// Continue a conversation. Sent by [`Client::create_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/v1/messages", json, protected(ApiKey, Workload), response = Json, error = AnthropicError)]
pub struct CreateMessage { model: String, max_tokens: i64, messages: Vec<Json> }

/// The organization of an admin key. Sent by [`Client::get_organization`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/organizations/me", protected = AdminKey, response = Organization, error = AnthropicError)]
pub struct GetOrganization;

/// List the API keys of the organization. Sent by [`Client::list_api_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/v1/organizations/api_keys", protected = AdminKey, response = ApiKeys, error = AnthropicError)]
pub struct ListApiKeys {
    #[endpoint(query)] limit: Option<i64>,
    #[endpoint(query)] after_id: Option<String>,
    #[endpoint(query)] status: Option<KeyStatus>,
    #[endpoint(query)] workspace_id: Option<String>,
}

/// Rename an API key or turn it off. Sent by [`Client::change_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/v1/organizations/api_keys/{api_key_id}",
    json,
    protected = AdminKey,
    response = ApiKeyInfo,
    error = AnthropicError
)]
pub struct ChangeApiKey { api_key_id: String, name: Option<String>, status: Option<KeyStatus> }

/// Some of the models.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Models { pub data: Vec<Json>, pub has_more: bool, pub first_id: Option<String>, pub last_id: Option<String> }

/// What is known about an API key, without the key.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ApiKeyInfo {
    pub id: String,
    pub name: String,
    pub status: KeyStatus,
    /// How the key begins and ends.
    pub partial_key_hint: Option<String>,
    pub workspace_id: Option<String>,
    pub created_at: Timestamp,
}

/// Some of the API keys.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ApiKeys { pub data: Vec<ApiKeyInfo>, pub has_more: bool, pub last_id: Option<String> }

/// A token of a service account, for some minutes.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct AccessToken {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// The kind of token (RFC 6749 §7.1).
    #[decode(default = "Bearer")] pub token_type: String,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// The organization of the key.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Organization { pub id: String, pub name: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.type"), code)] pub code: Option<String>,
    #[error_body(at("error.message"), message)] pub text: Option<String>,
    pub request_id: Option<String>,
}

/// Why Anthropic refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AnthropicError {
    /// The request is not valid.
    #[api_error(400)] InvalidRequest(Fault),
    /// The key is wrong, or was removed.
    #[api_error(401)] InvalidKey(Fault),
    /// The key has not the permission.
    #[api_error(403)] PermissionDenied(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// The request is too long.
    #[api_error(413)] RequestTooLarge(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// The provider has too much to do.
    #[api_error(529, class = retry)] Overloaded(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// One of the values of `KeyStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum KeyStatus {
    /// It works.
    #[choice("active")] Active,
    /// It is turned off.
    #[choice("inactive")] Inactive,
    /// It is gone for good.
    #[choice("archived")] Archived,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// A key of a workspace.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Anthropic, header = "x-api-key", check(ListModels::new()))]
pub struct ApiKey(
    #[credential(env = "ANTHROPIC_API_KEY")] Secret,
);

/// A workload, by the token of another issuer.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = Anthropic,
    mint(ExchangeIdentityToken),
    token(access_token, expires_in, token_type),
    check(ListModels::new()),
    env_prefix = "ANTHROPIC_",
    header("anthropic-beta" = "oauth-2025-04-20"),
    header("Authorization" = "Bearer {access_token}")
)]
pub struct Workload {
    /// The token of the other issuer.
    assertion: OneTime<Secret>,
    /// The rule that the token satisfies.
    federation_rule_id: String,
    organization_id: String,
    service_account_id: Option<String>,
    /// Needed if the rule is for several workspaces.
    workspace_id: Option<String>,
}

/// A token of [`Workload`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Anthropic,
    header("anthropic-beta" = "oauth-2025-04-20"),
    header("Authorization" = "Bearer {access_token}")
)]
pub struct WorkloadToken { access_token: Secret }

impl Accepts<WorkloadToken> for ListModels {}

impl Accepts<WorkloadToken> for CreateMessage {}

/// A key of an administrator, which reaches the organization and none of the models.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Anthropic, header = "x-api-key", check(GetOrganization))]
pub struct AdminKey(
    #[credential(env = "ANTHROPIC_ADMIN_KEY")] Secret,
);
