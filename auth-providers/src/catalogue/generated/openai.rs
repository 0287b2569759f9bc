// @generated from openai.yaml: edit the spec, not this file.

//! `OpenAI`.
//!
//! Source: <https://developers.openai.com/api/reference/overview>
//!
//! Credentials:
//! - [`ApiKey`]: A key of a project; keys of a user name the organization and the project.
//! - [`AdminKey`]: A key of an owner, which reaches the organization and none of the models.

use auth_runtime::response::Classes;
use auth_runtime::value::UnixSeconds;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret,
};

/// The provider `OpenAI`.
#[derive(Clone, Copy, Debug)]
pub struct OpenAI;

impl Provider for OpenAI {
    const NAME: &'static str = "openai";
    const TITLE: &'static str = "OpenAI";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.openai.com/v1")];
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
    /// List the models.
    ///
    /// # Errors
    /// [`OpenAIError`] if `GET /models` is refused.
    pub async fn list_models(&self) -> Reply<Json> where C: Authorizes<OpenAI, ApiKey> {
        self.0.call_protected(ListModels).await
    }

    /// Ask a model.
    ///
    /// # Errors
    /// [`OpenAIError`] if `POST /responses` is refused.
    pub async fn create_response(&self, request: CreateResponse) -> Reply<Json> where C: Authorizes<OpenAI, ApiKey> {
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

/// List the models. Sent by [`Client::list_models`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/models", protected = ApiKey, response = Json, error = OpenAIError)]
pub struct ListModels;

/// Ask a model. Sent by [`Client::create_response`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/responses", json, protected = ApiKey, response = Json, error = OpenAIError)]
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

/// A key of an owner, which reaches the organization and none of the models.
#[derive(Clone, Debug, Credential)]
#[credential(provider = OpenAI, bearer, check(ListAdminKeys::new()))]
pub struct AdminKey(
    #[credential(env = "OPENAI_ADMIN_KEY")] Secret,
);
