// @generated from anthropic.yaml: edit the spec, not this file.

//! Anthropic.
//!
//! Source: <https://platform.claude.com/docs/en/api/overview>
//!
//! Credentials:
//! - [`ApiKey`]: An API key of a workspace.
//! - [`AdminKey`]: An admin key of an organization, which cannot ask models.

use auth_runtime::host::Header;
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Choice, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, Timestamp,
};

/// The provider Anthropic.
#[derive(Clone, Copy, Debug)]
pub struct Anthropic;

impl Provider for Anthropic {
    const NAME: &'static str = "anthropic";
    const TITLE: &'static str = "Anthropic";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.anthropic.com/v1")];
    const HEADERS: &'static [Header] = &[Header::new("anthropic-version", "2023-06-01")];
    const CLASSES: Classes = Classes::of::<AnthropicError>();
}

/// A header of every reply. Support asks for it.
pub const REQUEST_ID: &str = "request-id";

/// A client of Anthropic. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Anthropic, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AnthropicError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// List the models.
    ///
    /// # Errors
    /// [`AnthropicError`] if `GET /models` is refused.
    pub async fn list_models(&self, request: ListModels) -> Reply<Json> where C: Authorizes<Anthropic, ApiKey> {
        self.0.call_protected(request).await
    }

    /// Ask a model.
    ///
    /// # Errors
    /// [`AnthropicError`] if `POST /messages` is refused.
    pub async fn create_message(&self, request: CreateMessage) -> Reply<Json> where C: Authorizes<Anthropic, ApiKey> {
        self.0.call_protected(request).await
    }

    /// The organization of the key.
    ///
    /// # Errors
    /// [`AnthropicError`] if `GET /organizations/me` is refused.
    pub async fn get_organization(&self) -> Reply<Json> where C: Authorizes<Anthropic, AdminKey> {
        self.0.call_protected(GetOrganization).await
    }

    /// A key of the organization.
    ///
    /// # Errors
    /// [`AnthropicError`] if `GET /organizations/api_keys/{id}` is refused.
    pub async fn get_api_key(&self, request: GetApiKey) -> Reply<ApiKeyInfo> where C: Authorizes<Anthropic, AdminKey> {
        self.0.call_protected(request).await
    }

    /// Turn a key of the organization off or on.
    ///
    /// # Errors
    /// [`AnthropicError`] if `POST /organizations/api_keys/{id}` is refused.
    pub async fn update_api_key(
        &self,
        request: UpdateApiKey,
    ) -> Reply<ApiKeyInfo> where C: Authorizes<Anthropic, AdminKey> {
        self.0.call_protected(request).await
    }
}

/// List the models. Sent by [`Client::list_models`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/models", protected = ApiKey, response = Json, error = AnthropicError)]
pub struct ListModels {
    #[endpoint(query)] limit: Option<i64>,
    #[endpoint(query)] after_id: Option<String>,
}

/// Ask a model. Sent by [`Client::create_message`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/messages", json, protected = ApiKey, response = Json, error = AnthropicError)]
pub struct CreateMessage { model: String, max_tokens: i64, messages: Vec<Json> }

/// The organization of the key. Sent by [`Client::get_organization`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/organizations/me", protected = AdminKey, response = Json, error = AnthropicError)]
pub struct GetOrganization;

/// A key of the organization. Sent by [`Client::get_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/organizations/api_keys/{id}", protected = AdminKey, response = ApiKeyInfo, error = AnthropicError)]
pub struct GetApiKey { id: String }

/// Turn a key of the organization off or on. Sent by [`Client::update_api_key`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/organizations/api_keys/{id}", json, protected = AdminKey, response = ApiKeyInfo, error = AnthropicError
)]
pub struct UpdateApiKey { id: String, name: Option<String>, status: Option<KeyStatus> }

/// What [`Client::get_api_key`] and [`Client::update_api_key`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct ApiKeyInfo {
    pub id: String,
    pub name: String,
    pub status: KeyStatus,
    pub created_at: Timestamp,
    pub partial_key_hint: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.type"), code)] pub kind: Option<String>,
    #[error_body(at("error.message"), message)] pub text: Option<String>,
    pub request_id: Option<String>,
}

/// Why Anthropic refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AnthropicError {
    /// The provider answered 400.
    #[api_error(400)] InvalidRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidApiKey(Fault),
    /// The provider answered 403.
    #[api_error(403)] PermissionDenied(Fault),
    /// The provider answered 404.
    #[api_error(404)] NotFound(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// The provider answered 529.
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
    /// It is gone for ever.
    #[choice("archived")] Archived,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// An API key of a workspace.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Anthropic, header = "x-api-key", check(ListModels::new()))]
pub struct ApiKey(
    #[credential(env = "ANTHROPIC_API_KEY")] Secret,
);

/// An admin key of an organization, which cannot ask models.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Anthropic, header = "x-api-key", check(GetOrganization))]
pub struct AdminKey(
    #[credential(env = "ANTHROPIC_ADMIN_KEY")] Secret,
);
