// @generated from aws_sts.yaml: edit the spec, not this file.

//! AWS Security Token Service.
//!
//! Source: <https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html>
//!
//! Credentials:
//! - [`AccessKey`]: An access key; temporary ones have a session token.
//! - [`Role`]: A role that the access key may assume. Its tokens are made by `assume_role`.
//! - [`WebIdentity`]: A role, by the JWT of another issuer. Its tokens are made by
//!   `assume_role_with_web_identity`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Provider,
    Response, Seconds, Secret, Timestamp, host,
};

/// The provider AWS Security Token Service.
#[derive(Clone, Copy, Debug)]
pub struct AwsSts;

impl Provider for AwsSts {
    const NAME: &'static str = "aws_sts";
    const TITLE: &'static str = "AWS Security Token Service";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://sts.{region}.amazonaws.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<AwsStsError>();
}

/// What differs from one customer of AWS Security Token Service to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = AwsSts, env_prefix = "AWS_STS_")]
pub struct Settings {
    #[settings(label, pattern = "[a-z]+(-[a-z]+)+-[0-9]", default = "us-east-1", env = "AWS_REGION")]
    region: Option<String>,
}

/// A client of AWS Security Token Service. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<AwsSts, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AwsStsError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Who the caller is.
    ///
    /// # Errors
    /// [`AwsStsError`] if `GET /` is refused.
    pub async fn get_caller_identity(&self) -> Reply<Caller> where C: Authorizes<AwsSts> {
        self.0.call_protected(GetCallerIdentity).await
    }

    /// Exchange an access key for temporary ones of a role.
    ///
    /// # Errors
    /// [`AwsStsError`] if `POST /` is refused.
    pub async fn assume_role(&self, request: AssumeRole) -> Reply<Assumed> where C: Authorizes<AwsSts, AccessKey> {
        self.0.call_protected(request).await
    }

    /// Exchange the JWT of another issuer for temporary keys of a role.
    ///
    /// # Errors
    /// [`AwsStsError`] if `POST /` is refused.
    pub async fn assume_role_with_web_identity(&self, request: AssumeRoleWithWebIdentity) -> Reply<Federated> {
        self.0.call(request).await
    }
}

/// Who the caller is. Sent by [`Client::get_caller_identity`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/",
    query("Action" = "GetCallerIdentity"),
    query("Version" = "2011-06-15"),
    protected,
    response = Caller,
    error = AwsStsError,
    reply = xml
)]
pub struct GetCallerIdentity;

/// Exchange an access key for temporary ones of a role. Sent by [`Client::assume_role`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    body("Action" = "AssumeRole"),
    body("Version" = "2011-06-15"),
    form,
    protected = AccessKey,
    response = Assumed,
    error = AwsStsError,
    reply = xml
)]
pub struct AssumeRole {
    #[endpoint(rename = "RoleArn")] role_arn: String,
    #[endpoint(rename = "RoleSessionName")] role_session_name: String,
    #[endpoint(rename = "DurationSeconds")] duration_seconds: Option<Seconds>,
    #[endpoint(rename = "ExternalId")] external_id: Option<String>,
}

/// Exchange the JWT of another issuer for temporary keys of a role. Sent by
/// [`Client::assume_role_with_web_identity`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    body("Action" = "AssumeRoleWithWebIdentity"),
    body("Version" = "2011-06-15"),
    form,
    response = Federated,
    error = AwsStsError,
    reply = xml
)]
pub struct AssumeRoleWithWebIdentity {
    #[endpoint(rename = "RoleArn")] role_arn: String,
    #[endpoint(rename = "RoleSessionName")] role_session_name: String,
    #[endpoint(rename = "WebIdentityToken")] web_identity_token: Secret,
}

/// What [`Client::get_caller_identity`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Caller {
    #[decode(at("GetCallerIdentityResponse.GetCallerIdentityResult.Account"))] pub account: String,
    #[decode(at("GetCallerIdentityResponse.GetCallerIdentityResult.Arn"))] pub arn: String,
}

/// What [`Client::assume_role`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Assumed {
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.AccessKeyId"))] pub access_key_id: String,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.SecretAccessKey"))] pub secret_access_key: Secret,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.SessionToken"))] pub session_token: Secret,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.Expiration"))] pub expiration: Timestamp,
}

/// What [`Client::assume_role_with_web_identity`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Federated {
    #[decode(at("AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials.AccessKeyId"))]
    pub access_key_id: String,
    #[decode(at("AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials.SecretAccessKey"))]
    pub secret_access_key: Secret,
    #[decode(at("AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials.SessionToken"))]
    pub session_token: Secret,
    #[decode(at("AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials.Expiration"))]
    pub expiration: Timestamp,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("ErrorResponse.Error.Code"), code)] pub code: Option<String>,
    #[error_body(at("ErrorResponse.Error.Message"), message)] pub text: Option<String>,
}

/// What a log-in with `Role` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct RoleCaptured { pub access_key_id: String, pub secret_access_key: Secret }

/// What a log-in with `WebIdentity` captures.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct WebIdentityCaptured { pub access_key_id: String, pub secret_access_key: Secret }

/// Why AWS Security Token Service refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AwsStsError {
    /// The provider answered 400.
    #[api_error(400, when(code("ExpiredTokenException", "InvalidIdentityToken")), class = reauthenticate)]
    ExpiredWebIdentity(Fault),
    /// The provider answered 400.
    #[api_error(400, when(code = "Throttling"), class = rate_limited)] Throttled(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 403.
    #[api_error(403, when(code = "SignatureDoesNotMatch"), class = clock_skew)] WrongSignature(Fault),
    /// The provider answered 403.
    #[api_error(403, when(code("ExpiredToken", "InvalidClientTokenId")), class = reauthenticate)] ExpiredToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] AccessDenied(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An access key; temporary ones have a session token.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = AwsSts,
    sign(sigv4(service = "sts", region = "{region}")),
    settings(region),
    env_prefix = "AWS_STS_",
    check(GetCallerIdentity)
)]
pub struct AccessKey {
    #[credential(env = "AWS_ACCESS_KEY_ID")] access_key_id: String,
    #[credential(env = "AWS_SECRET_ACCESS_KEY")] secret_access_key: Secret,
    #[credential(env = "AWS_SESSION_TOKEN")] session_token: Option<Secret>,
}

/// A role that the access key may assume.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = AwsSts,
    mint(AssumeRole(role_arn, role_session_name, duration_seconds, external_id) auth = access_key),
    token(access_token = session_token, expires_at = expiration),
    capture(access_key_id, secret_access_key),
    captured = RoleCaptured,
    check(GetCallerIdentity),
    env_prefix = "AWS_STS_",
    sign(sigv4(service = "sts", region = "{region}")),
    settings(region)
)]
pub struct Role {
    role_arn: String,
    role_session_name: String,
    duration_seconds: Option<Seconds>,
    external_id: Option<String>,
    /// An access key; temporary ones have a session token.
    #[token_source(credential)] access_key: AccessKey,
}

/// A token of [`Role`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AwsSts, sign(sigv4(service = "sts", region = "{region}")), settings(region))]
pub struct RoleToken { access_key_id: String, secret_access_key: Secret, session_token: Secret }

/// A role, by the JWT of another issuer.
#[derive(Debug, TokenSource)]
#[token_source(
    provider = AwsSts,
    mint(AssumeRoleWithWebIdentity),
    token(access_token = session_token, expires_at = expiration),
    capture(access_key_id, secret_access_key),
    captured = WebIdentityCaptured,
    check(GetCallerIdentity),
    env_prefix = "AWS_STS_",
    sign(sigv4(service = "sts", region = "{region}")),
    settings(region)
)]
pub struct WebIdentity { role_arn: String, role_session_name: String, web_identity_token: OneTime<Secret> }

/// A token of [`WebIdentity`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AwsSts, sign(sigv4(service = "sts", region = "{region}")), settings(region))]
pub struct WebIdentityToken { access_key_id: String, secret_access_key: Secret, session_token: Secret }
