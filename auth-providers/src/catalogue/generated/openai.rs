// @generated from openai.yaml: edit the spec, not this file.

//! `OpenAI`.
//!
//! Source: <https://developers.openai.com/api/reference/overview>
//!
//! Credentials:
//! - [`ApiKey`]: A key of a project; keys of a user name the organization and the project.
//! - [`Workload`]: A workload, by the token of another issuer. Its tokens are made by `exchange_token`.
//! - [`AdminKey`]: A key of an owner, which reaches the organization and none of the models.

use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Bearer, Client, Connection, Credential, Decode, Endpoint, Error,
    ErrorBody, Host, Json, Provider, Response, Seconds, Secret,
};

/// The provider `OpenAI`.
#[derive(Clone, Copy, Debug)]
pub struct OpenAI;

impl Provider for OpenAI {
    const NAME: &'static str = "openai";
    const TITLE: &'static str = "OpenAI";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.openai.com/v1"),
        Host::new("login", "https://auth.openai.com"),
    ];
    const CLASSES: Classes = Classes::of::<OpenAIError>();
}

/// A header of every reply. Identifies the request; support asks for it.
pub const X_REQUEST_ID: &str = "x-request-id";

/// A header of every reply. How long the request took.
pub const OPENAI_PROCESSING_MS: &str = "openai-processing-ms";

/// A client of `OpenAI`. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<OpenAI, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = OpenAIError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a token of another issuer, such as of a cluster or a cloud, for a token of a service
    /// account.
    ///
    /// # Errors
    /// [`ExchangeTokenError`] if `POST /oauth/token` is refused; `ExchangeRefused` is special to it.
    pub async fn exchange_token(&self, request: ExchangeToken) -> Reply<Token, ExchangeTokenError> {
        self.0.call(request).await
    }

    /// List the models.
    ///
    /// It takes [`ApiKey`] or [`Workload`].
    ///
    /// # Errors
    /// [`OpenAIError`] if `GET /models` is refused.
    pub async fn list_models(&self) -> Reply<Json> where C: Authorizes<OpenAI, ListModels> {
        self.0.call_protected(ListModels).await
    }

    /// Ask a model.
    ///
    /// It takes [`ApiKey`] or [`Workload`].
    ///
    /// # Errors
    /// [`OpenAIError`] if `POST /responses` is refused.
    pub async fn create_response(
        &self,
        request: CreateResponse,
    ) -> Reply<Json> where C: Authorizes<OpenAI, CreateResponse> {
        self.0.call_protected(request).await
    }

    /// List the admin keys of the organization.
    ///
    /// # Errors
    /// [`OpenAIError`] if `GET /organization/admin_api_keys` is refused.
    pub async fn list_admin_keys(
        &self,
        request: ListAdminKeys,
    ) -> Reply<AdminKeys> where C: Authorizes<OpenAI, AdminKey> {
        self.0.call_protected(request).await
    }

    /// Create an admin key.
    ///
    /// # Errors
    /// [`OpenAIError`] if `POST /organization/admin_api_keys` is refused.
    pub async fn create_admin_key(
        &self,
        request: CreateAdminKey,
    ) -> Reply<AdminKeyInfo> where C: Authorizes<OpenAI, AdminKey> {
        self.0.call_protected(request).await
    }

    /// End an admin key.
    ///
    /// # Errors
    /// [`OpenAIError`] if `DELETE /organization/admin_api_keys/{key_id}` is refused.
    pub async fn delete_admin_key(
        &self,
        request: DeleteAdminKey,
    ) -> Reply<Deleted> where C: Authorizes<OpenAI, AdminKey> {
        self.0.call_protected(request).await
    }
}

/// Exchange a token of another issuer, such as of a cluster or a cloud, for a token of a service
/// account. Sent by [`Client::exchange_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/oauth/token",
    host = "login",
    body("grant_type" = "urn:ietf:params:oauth:grant-type:token-exchange"),
    json,
    response = Token,
    error = ExchangeTokenError
)]
pub struct ExchangeToken {
    subject_token: Secret,
    #[endpoint(default = "urn:ietf:params:oauth:token-type:jwt")] subject_token_type: Option<String>,
    identity_provider_id: String,
    service_account_id: String,
}

/// List the models. Sent by [`Client::list_models`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/models", protected(ApiKey, Workload), response = Json, error = OpenAIError)]
pub struct ListModels;

/// Ask a model. Sent by [`Client::create_response`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/responses", json, protected(ApiKey, Workload), response = Json, error = OpenAIError)]
pub struct CreateResponse { model: String, input: String }

/// List the admin keys of the organization. Sent by [`Client::list_admin_keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/organization/admin_api_keys", protected = AdminKey, response = AdminKeys, error = OpenAIError)]
pub struct ListAdminKeys {
    #[endpoint(query)] limit: Option<i64>,
    #[endpoint(query)] after: Option<String>,
}

/// Create an admin key. Sent by [`Client::create_admin_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/organization/admin_api_keys", json, protected = AdminKey, response = AdminKeyInfo, error = OpenAIError
)]
pub struct CreateAdminKey { name: String }

/// End an admin key. Sent by [`Client::delete_admin_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    DELETE "/organization/admin_api_keys/{key_id}", protected = AdminKey, response = Deleted, error = OpenAIError
)]
pub struct DeleteAdminKey { key_id: String }

/// A token of a service account.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// The token that calls are made with (RFC 6749 §5.1).
    pub access_token: Secret,
    /// How long the token lives from now on.
    pub expires_in: Seconds,
}

/// An admin key; its value is in the reply that creates it, and never again.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AdminKeyInfo {
    pub id: String,
    pub name: String,
    pub value: Option<Secret>,
    pub redacted_value: Option<String>,
    pub created_at: UnixSeconds,
    pub last_used_at: Option<UnixSeconds>,
}

/// Some of the admin keys.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct AdminKeys { pub data: Vec<AdminKeyInfo>, pub has_more: bool, pub last_id: Option<String> }

/// What was deleted.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Deleted { pub id: String, pub deleted: bool }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenFault {
    #[error_body(at("error"), code)] pub code: Option<String>,
    #[error_body(at("error_description"), message)] pub text: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error.type"), code)] pub code: Option<String>,
    #[error_body(at("error.message"), message)] pub text: Option<String>,
    #[error_body(at("error.param"))] pub parameter: Option<String>,
}

/// Why `OpenAI` refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum OpenAIError {
    /// The request is not valid.
    #[api_error(400)] InvalidRequest(Fault),
    /// The key is wrong, or was removed.
    #[api_error(401)] InvalidKey(Fault),
    /// The country is not supported, or the key has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Waiting does not help; the quota or the credit is used up.
    #[api_error(429, when(code("insufficient_quota", "credit_balance_exhausted")), class = denied)]
    QuotaExhausted(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why `OpenAI` refused `exchange_token`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ExchangeTokenError {
    /// The token of the issuer is wrong or expired, or the service account is not bound to it.
    #[api_error(400, 401, 403, class = configuration)] ExchangeRefused(TokenFault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Waiting does not help; the quota or the credit is used up.
    #[api_error(429, when(code("insufficient_quota", "credit_balance_exhausted")), class = denied)]
    QuotaExhausted(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A key of a project; keys of a user name the organization and the project.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = OpenAI,
    header("OpenAI-Organization" = "{organization}"),
    header("OpenAI-Project" = "{project}"),
    header("Authorization" = "Bearer {api_key}"),
    env_prefix = "OPENAI_",
    check(ListModels)
)]
pub struct ApiKey {
    api_key: Secret,
    #[credential(env = "OPENAI_ORG_ID")] organization: Option<String>,
    #[credential(env = "OPENAI_PROJECT_ID")] project: Option<String>,
}

/// A workload, by the token of another issuer.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = OpenAI, mint(ExchangeToken), token(access_token, expires_in), check(ListModels), env_prefix = "OPENAI_"
)]
pub struct Workload {
    subject_token: OneTime<Secret>,
    subject_token_type: Option<String>,
    identity_provider_id: String,
    service_account_id: String,
}

/// A key of an owner, which reaches the organization and none of the models.
#[derive(Clone, Debug, Credential)]
#[credential(provider = OpenAI, bearer, check(ListAdminKeys::new()))]
pub struct AdminKey(
    #[credential(env = "OPENAI_ADMIN_KEY")] Secret,
);

impl<C: Accepts<Bearer>> Authorizes<OpenAI, C> for Bearer {}

impl Accepts<Bearer> for ListModels {}

impl Accepts<Bearer> for CreateResponse {}
