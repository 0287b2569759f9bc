//! A small provider, written by hand as the generator would write it.
#![allow(missing_docs, unreachable_pub, dead_code, reason = "each test uses a part of it")]
#![allow(clippy::struct_field_names, reason = "the names are the provider's")]

use auth_runtime::value::TextDuration;
use auth_runtime::{
    ApiError, Authorizes, Bearer, Credential, Decode, Encode, Endpoint, ErrorBody, Host, Json, ProblemDetails,
    Provider, Scopes, Seconds, Secret, Timestamp, Uuid,
};

#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] =
        &[Host::new("base", "https://api.acme.example/v1"), Host::new("auth", "https://auth.acme.example")];
}

#[cfg(feature = "client")]
pub mod client;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", host = "auth", form, body("grant_type" = "authorization_code"), response = Token, error = TokenError)]
pub struct ExchangeCode {
    code: Secret,
    client_id: String,
    /// The client's secret.
    client_secret: Secret,
    code_verifier: Option<Secret>,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/keys", protected, json, query("v" = 2), header("X-Version" = "2026-11"), response = Key, error = AcmeError)]
pub struct CreateKey {
    name: String,
    #[endpoint(at_least = 1)]
    scopes: Vec<Scope>,
    r#type: Option<String>,
    expiration: Option<TextDuration>,
    expires_at: Option<Timestamp>,
    #[endpoint(rename = "limits")]
    limit: Option<Limit>,
    tags: Option<Vec<String>>,
    #[endpoint(header = "X-Tenant")]
    tenant: Option<String>,
    extra: Option<Json>,
    ratio: Option<f64>,
}

#[derive(Clone, Debug, Encode)]
pub struct Limit {
    pub per_minute: i64,
    #[encode(rename = "maxBurst")]
    pub max_burst: Option<i64>,
    #[encode(separator = "|")]
    pub paths: Vec<String>,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/keys/{key_id}/now", protected, response = (), error = AcmeError)]
pub struct DeleteKey {
    key_id: String,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/agents", protected, response = Json, error = AcmeError)]
pub struct ListAgents;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/search", response = Json, error = AcmeError)]
pub struct Search {
    #[endpoint(query)]
    q: Option<String>,
    #[endpoint(query, rename = "tag")]
    tags: Option<Vec<String>>,
    #[endpoint(query)]
    exact: Option<bool>,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/oauth/authorize", host = "auth", query("response_type" = "code"), provider = Acme)]
pub struct Authorize {
    #[endpoint(query)]
    client_id: String,
    #[endpoint(query)]
    redirect_uri: String,
    #[endpoint(query, separator = " ")]
    scope: Option<Vec<Scope>>,
}

#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    #[decode(at("access_token", "data.bearer"))]
    pub access_token: Secret,
    pub refresh_token: Option<Secret>,
    pub expires_in: Seconds,
    #[decode(default = "Bearer")]
    pub token_type: String,
    #[decode(separator = " ")]
    pub scope: Option<Vec<Scope>>,
}

#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Key {
    pub id: Uuid,
    #[decode(rename = "secretKey")]
    pub secret_key: Secret,
    pub created: Timestamp,
    pub r#type: Option<String>,
    pub limits: Option<Vec<KeyLimit>>,
    #[decode(default = 3600)]
    pub ttl: Seconds,
    #[decode(default = true)]
    pub active: bool,
}

#[derive(Clone, Debug, Decode)]
pub struct KeyLimit {
    pub per_minute: i64,
}

#[derive(Clone, Debug, Default, ErrorBody)]
#[non_exhaustive]
pub struct TokenFault {
    #[error_body(at("error.code", "error"), code)]
    pub code: Option<String>,
    #[error_body(at("error.message", "error_description"), message)]
    pub message: Option<String>,
    pub status_code: Option<i64>,
}

#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    #[api_error(400, when(code = "invalid_grant"), class = reauthenticate)]
    InvalidGrant(TokenFault),
    #[api_error(400, when(status_code = 7))]
    Seventh(TokenFault),
    #[api_error(400)]
    InvalidTokenRequest(TokenFault),
    #[api_error(401, class = configuration)]
    InvalidClient(TokenFault),
    #[api_error(429)]
    RateLimit,
    #[api_error(other)]
    Other(TokenFault),
}

#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    #[api_error(403, when(type = "approval_required"))]
    ApprovalRequired(ProblemDetails),
    #[api_error(401)]
    Unauthorized,
    #[api_error(other)]
    Other(ProblemDetails),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Scopes)]
pub enum Scope {
    #[scope("read")]
    Read,
    #[scope("keys:write")]
    Write,
    #[scope(other)]
    Other(String),
}

#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, bearer)]
pub struct ApiKey(Secret);

#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, header = "X-Api-Key", prefix = "Key ")]
pub struct HeaderKey(Secret);

#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, basic)]
pub struct Login {
    username: String,
    password: Secret,
}

impl Authorizes<Acme> for Bearer {}
