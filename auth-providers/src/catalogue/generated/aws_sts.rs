// @generated from aws_sts.yaml: edit the spec, not this file.

//! AWS Security Token Service.
//!
//! Source: <https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html>
//!
//! Credentials:
//! - [`AccessKey`]: An access key; temporary ones have a session token.
//! - [`Role`]: A role that the access key may assume. Its tokens are made by `assume_role`.
//! - [`WebIdentity`]: A role, by the token of another issuer. Its tokens are made by
//!   `assume_role_with_web_identity`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{OneTime, TokenSource};
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Provider,
    Response, Secret, Timestamp, host,
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
    /// The region of the endpoint.
    #[settings(label, pattern = "[a-z]+(-[a-z]+)+-[0-9]+", default = "us-east-1", env = "AWS_REGION")]
    region: Option<String>,
}

/// A client of AWS Security Token Service. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<AwsSts, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AwsStsError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Who the caller is; no permission is needed.
    ///
    /// # Errors
    /// [`AwsStsError`] if `POST /` is refused.
    pub async fn get_caller_identity(&self) -> Reply<Identity> where C: Authorizes<AwsSts> {
        self.0.call_protected(GetCallerIdentity).await
    }

    /// Exchange the access key for temporary credentials of a role.
    ///
    /// # Errors
    /// [`AwsStsError`] if `POST /` is refused.
    pub async fn assume_role(
        &self,
        request: AssumeRole,
    ) -> Reply<RoleCredentials> where C: Authorizes<AwsSts, AccessKey> {
        self.0.call_protected(request).await
    }

    /// Exchange a token of another issuer for temporary credentials of a role, without an access key.
    ///
    /// # Errors
    /// [`AwsStsError`] if `POST /` is refused.
    pub async fn assume_role_with_web_identity(
        &self,
        request: AssumeRoleWithWebIdentity,
    ) -> Reply<WebIdentityCredentials> {
        self.0.call(request).await
    }
}

/// Who the caller is; no permission is needed. Sent by [`Client::get_caller_identity`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    body("Action" = "GetCallerIdentity"),
    body("Version" = "2011-06-15"),
    form,
    protected,
    repeat,
    response = Identity,
    error = AwsStsError,
    reply = xml
)]
pub struct GetCallerIdentity;

/// Exchange the access key for temporary credentials of a role. Sent by [`Client::assume_role`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    body("Action" = "AssumeRole"),
    body("Version" = "2011-06-15"),
    form,
    protected = AccessKey,
    response = RoleCredentials,
    error = AwsStsError,
    reply = xml
)]
pub struct AssumeRole {
    #[endpoint(rename = "RoleArn")] role_arn: String,
    #[endpoint(rename = "RoleSessionName", pattern = "[A-Za-z0-9_+=,.@-]{2,64}")] role_session_name: String,
    /// From 900 to the longest session of the role; 3600 by default.
    #[endpoint(rename = "DurationSeconds")] duration_seconds: Option<i64>,
    /// What the owner of the role asks third parties for.
    #[endpoint(rename = "ExternalId")] external_id: Option<String>,
}

/// Exchange a token of another issuer for temporary credentials of a role, without an access key. Sent
/// by [`Client::assume_role_with_web_identity`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    body("Action" = "AssumeRoleWithWebIdentity"),
    body("Version" = "2011-06-15"),
    form,
    response = WebIdentityCredentials,
    error = AwsStsError,
    reply = xml
)]
pub struct AssumeRoleWithWebIdentity {
    #[endpoint(rename = "RoleArn")] role_arn: String,
    #[endpoint(rename = "RoleSessionName", pattern = "[A-Za-z0-9_+=,.@-]{2,64}")] role_session_name: String,
    #[endpoint(rename = "WebIdentityToken")] web_identity_token: Secret,
    #[endpoint(rename = "DurationSeconds")] duration_seconds: Option<i64>,
}

/// Who the caller is.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Identity {
    #[decode(at("GetCallerIdentityResponse.GetCallerIdentityResult.Account"))] pub account: String,
    #[decode(at("GetCallerIdentityResponse.GetCallerIdentityResult.Arn"))] pub arn: String,
    #[decode(at("GetCallerIdentityResponse.GetCallerIdentityResult.UserId"))] pub user_id: String,
}

/// Temporary credentials of a role.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct RoleCredentials {
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.AccessKeyId"))] pub access_key_id: String,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.SecretAccessKey"))] pub secret_access_key: Secret,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.SessionToken"))] pub session_token: Secret,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.Credentials.Expiration"))] pub expiration: Timestamp,
    #[decode(at("AssumeRoleResponse.AssumeRoleResult.AssumedRoleUser.Arn"))] pub assumed_role: String,
}

/// Temporary credentials of a role, for a token of another issuer.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct WebIdentityCredentials {
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
    /// The token of the other issuer has expired.
    #[api_error(400, when(code("ExpiredTokenException", "ExpiredToken")), class = reauthenticate)]
    ExpiredIdentityToken(Fault),
    /// The token of the other issuer is not accepted.
    #[api_error(400, when(code = "InvalidIdentityToken"), class = reauthenticate)] InvalidIdentityToken(Fault),
    /// The provider could not ask the other issuer.
    #[api_error(400, when(code = "IDPCommunicationError"), class = retry)] IssuerUnreachable(Fault),
    /// Too many requests.
    #[api_error(400, when(code("Throttling", "ThrottlingException")), class = rate_limited)] Throttled(Fault),
    /// The time of the request is too far from that of the provider.
    #[api_error(400, when(code = "RequestExpired"), class = clock_skew)] RequestExpired(Fault),
    /// The request is not valid.
    #[api_error(400)] InvalidRequest(Fault),
    /// There is no such access key, or its session token is wrong.
    #[api_error(403, when(code("InvalidClientTokenId", "UnrecognizedClientException")), class = reauthenticate)]
    InvalidAccessKey(Fault),
    /// The token has expired.
    #[api_error(403, when(code("ExpiredToken", "ExpiredTokenException")), class = reauthenticate)] Expired(Fault),
    /// The secret is not that of the key, or the time of the request is too far from that of the provider.
    #[api_error(403, when(code = "SignatureDoesNotMatch"), class = clock_skew)] WrongSignature(Fault),
    /// The other issuer does not confirm the token, or its claims do not fit the role.
    #[api_error(403, when(code = "IDPRejectedClaim"), class = reauthenticate)] RejectedIdentityToken(Fault),
    /// The account has not turned on the region.
    #[api_error(403, when(code = "RegionDisabledException"), class = configuration)] RegionDisabled(Fault),
    /// The caller may not do this.
    #[api_error(403)] Denied(Fault),
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
    /// From 900 to the longest session of the role; 3600 by default.
    duration_seconds: Option<i64>,
    /// What the owner of the role asks third parties for.
    external_id: Option<String>,
    /// An access key; temporary ones have a session token.
    #[token_source(credential)] access_key: AccessKey,
}

/// A token of [`Role`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AwsSts, sign(sigv4(service = "sts", region = "{region}")), settings(region))]
pub struct RoleToken { access_key_id: String, secret_access_key: Secret, session_token: Secret }

/// A role, by the token of another issuer.
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
pub struct WebIdentity {
    role_arn: String,
    role_session_name: String,
    web_identity_token: OneTime<Secret>,
    duration_seconds: Option<i64>,
}

/// A token of [`WebIdentity`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AwsSts, sign(sigv4(service = "sts", region = "{region}")), settings(region))]
pub struct WebIdentityToken { access_key_id: String, secret_access_key: Secret, session_token: Secret }
