// @generated from aws_cognito.yaml: edit the spec, not this file.

//! Amazon Cognito.
//!
//! Source: <https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html>
//!
//! Credentials:
//! - [`UserAccess`], the token `access` of [`User`]: A user of the user pool: an access token for its
//!   own calls, and an identity token for other APIs. Its tokens are made by `log_in`, then `answer`,
//!   renewed by `renew`.
//! - [`UserId`], the token `id` of [`User`]: A user of the user pool: an access token for its own
//!   calls, and an identity token for other APIs. Its tokens are made by `log_in`, then `answer`,
//!   renewed by `renew`.

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::session::{Ask, TokenSource};
use auth_runtime::{
    Accepts, Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, OneOf, Provider, Response, Seconds, Secret, host,
};

/// The provider Amazon Cognito.
#[derive(Clone, Copy, Debug)]
pub struct AwsCognito;

impl Provider for AwsCognito {
    const NAME: &'static str = "aws_cognito";
    const TITLE: &'static str = "Amazon Cognito";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://cognito-idp.{region}.amazonaws.com"),
        Host::new("api", "https://{api}"),
    ];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<AwsCognitoError>();
}

/// What differs from one customer of Amazon Cognito to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = AwsCognito, env_prefix = "AWS_COGNITO_")]
pub struct Settings {
    /// The region of the user pool.
    #[settings(label, pattern = "[a-z]+(-[a-z]+)+-[0-9]+", default = "us-east-1", env = "AWS_REGION")]
    region: Option<String>,
    /// An API that takes tokens of the user pool.
    #[settings(host)] api: String,
}

/// A client of Amazon Cognito. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<AwsCognito, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AwsCognitoError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Exchange a name and a password for tokens, or for a challenge.
    ///
    /// # Errors
    /// [`AwsCognitoError`] if `POST /` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<LogInReply> { self.0.call(request).await }

    /// Answer the challenge.
    ///
    /// # Errors
    /// [`AwsCognitoError`] if `POST /` is refused.
    pub async fn answer(&self, request: Answer) -> Reply<Tokens> { self.0.call(request).await }

    /// Exchange a refresh token for the next tokens; if refresh tokens rotate, the next of them is in the
    /// reply.
    ///
    /// # Errors
    /// [`AwsCognitoError`] if `POST /` is refused.
    pub async fn renew(&self, request: Renew) -> Reply<Tokens> { self.0.call(request).await }

    /// Revoke a refresh token and the access tokens that it made.
    ///
    /// # Errors
    /// [`AwsCognitoError`] if `POST /` is refused.
    pub async fn revoke(&self, request: Revoke) -> Reply<()> { self.0.call(request).await }

    /// The user.
    ///
    /// # Errors
    /// [`AwsCognitoError`] if `POST /` is refused.
    pub async fn get_user(&self) -> Reply<Person> where C: Authorizes<AwsCognito, UserAccess> {
        self.0.call_protected(GetUser).await
    }

    /// Read from an API that takes the identity token.
    ///
    /// # Errors
    /// [`AwsCognitoError`] if `GET /{path}` is refused.
    pub async fn call_api(&self, request: CallApi) -> Reply<Json> where C: Authorizes<AwsCognito, UserId> {
        self.0.call_protected(request).await
    }
}

/// Exchange a name and a password for tokens, or for a challenge. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    header("X-Amz-Target" = "AWSCognitoIdentityProviderService.InitiateAuth"),
    header("Content-Type" = "application/x-amz-json-1.1"),
    body("AuthFlow" = "USER_PASSWORD_AUTH"),
    body("/AuthParameters/USERNAME" = "{username}"),
    body(
        "/AuthParameters/SECRET_HASH" = hmac_sha256(
            "{username}{client_id}",
            key = "{client_secret}",
            encoding = base64,
        ),
    ),
    json,
    response = LogInReply,
    error = AwsCognitoError
)]
pub struct LogIn {
    #[endpoint(input)] username: String,
    /// Of a client that has one; a hash of it is sent.
    #[endpoint(input)] client_secret: Option<Secret>,
    #[endpoint(rename = "ClientId")] client_id: String,
    #[endpoint(rename = "/AuthParameters/PASSWORD")] password: Secret,
}

/// Answer the challenge. Sent by [`Client::answer`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    header("X-Amz-Target" = "AWSCognitoIdentityProviderService.RespondToAuthChallenge"),
    header("Content-Type" = "application/x-amz-json-1.1"),
    body("ChallengeName" = "SOFTWARE_TOKEN_MFA"),
    body("/ChallengeResponses/USERNAME" = "{username}"),
    body("/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE" = "{code}"),
    body(
        "/ChallengeResponses/SECRET_HASH" = hmac_sha256(
            "{username}{client_id}",
            key = "{client_secret}",
            encoding = base64,
        ),
    ),
    json,
    response = Tokens,
    error = AwsCognitoError
)]
pub struct Answer {
    #[endpoint(input)] code: Secret,
    #[endpoint(input)] username: String,
    #[endpoint(input)] client_secret: Option<Secret>,
    #[endpoint(rename = "ClientId")] client_id: String,
    #[endpoint(rename = "Session")] session: Secret,
}

/// Exchange a refresh token for the next tokens; if refresh tokens rotate, the next of them is in the
/// reply. Sent by [`Client::renew`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    header("X-Amz-Target" = "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken"),
    header("Content-Type" = "application/x-amz-json-1.1"),
    body("ClientSecret" = "{client_secret}"),
    body("RefreshToken" = "{refresh_token}"),
    json,
    response = Tokens,
    error = AwsCognitoError
)]
pub struct Renew {
    #[endpoint(input)] refresh_token: Secret,
    #[endpoint(input)] client_secret: Option<Secret>,
    #[endpoint(rename = "ClientId")] client_id: String,
}

/// Revoke a refresh token and the access tokens that it made. Sent by [`Client::revoke`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    header("X-Amz-Target" = "AWSCognitoIdentityProviderService.RevokeToken"),
    header("Content-Type" = "application/x-amz-json-1.1"),
    body("ClientSecret" = "{client_secret}"),
    json,
    response = (),
    error = AwsCognitoError
)]
pub struct Revoke {
    #[endpoint(input)] client_secret: Option<Secret>,
    #[endpoint(rename = "ClientId")] client_id: String,
    #[endpoint(rename = "Token")] token: Secret,
}

/// The user. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/",
    header("X-Amz-Target" = "AWSCognitoIdentityProviderService.GetUser"),
    header("Content-Type" = "application/x-amz-json-1.1"),
    json,
    protected = UserAccess,
    repeat,
    response = Person,
    error = AwsCognitoError
)]
pub struct GetUser;

/// Read from an API that takes the identity token. Sent by [`Client::call_api`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/{path}", host = "api", protected = UserId, response = Json, error = AwsCognitoError)]
pub struct CallApi {
    #[endpoint(raw)] path: String,
}

/// What [`Client::log_in`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum LogInReply {
    /// The reply with 200 whose `name` is `SOFTWARE_TOKEN_MFA`.
    #[one_of(200, when("ChallengeName" = "SOFTWARE_TOKEN_MFA"))] Challenge(Challenge),
    /// The reply with 200.
    #[one_of(200)] Tokens(Tokens),
}

/// The tokens of a user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Tokens {
    /// The token that calls are made with (RFC 6749 §5.1).
    #[decode(at("AuthenticationResult.AccessToken"))] pub access_token: Secret,
    #[decode(at("AuthenticationResult.IdToken"))] pub id_token: Secret,
    /// The token that the next one is requested with (RFC 6749 §6).
    #[decode(at("AuthenticationResult.RefreshToken"))] pub refresh_token: Option<Secret>,
    /// How long the token lives from now on.
    #[decode(at("AuthenticationResult.ExpiresIn"))] pub expires_in: Seconds,
}

/// A second factor is needed.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Challenge {
    #[decode(at("ChallengeName"))] pub name: Option<String>,
    #[decode(at("Session"))] pub session: Secret,
}

/// The user.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Person {
    #[decode(at("Username"))] pub name: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("__type"), code)] pub code: Option<String>,
    #[error_body(at("message"), message)] pub text: Option<String>,
}

/// Why Amazon Cognito refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AwsCognitoError {
    /// The password or the token is wrong, or the token has ended.
    #[api_error(
        400,
        when(
            code(
                "NotAuthorizedException",
                "UserNotFoundException",
                "RefreshTokenReuseException",
                "UnauthorizedException",
            ),
        ),
        class = reauthenticate
    )]
    NotAuthorized(Fault),
    /// The code of the second factor is wrong.
    #[api_error(400, when(code("CodeMismatchException", "ExpiredCodeException")), class = configuration)]
    WrongCode(Fault),
    /// The user has not confirmed the account, or has to choose a password first.
    #[api_error(400, when(code("UserNotConfirmedException", "PasswordResetRequiredException")), class = denied)]
    UserNotReady(Fault),
    /// Too many requests.
    #[api_error(400, when(code("TooManyRequestsException", "LimitExceededException")), class = rate_limited)]
    TooManyRequests(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The API takes another token.
    #[api_error(401)] Unauthorized(Fault),
    /// The user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// The provider has failed.
    #[api_error(500)] InternalError(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A user of the user pool: an access token for its own calls, and an identity token for other APIs.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = AwsCognito,
    mint(
        LogIn(username, client_secret, client_id, password),
        Answer(code, username, client_secret, client_id, session = log_in.Challenge.session) when = log_in.Challenge,
    ),
    env_prefix = "AWS_COGNITO_"
)]
#[named_token(
    name = "access",
    source = UserAccess,
    refresh(Renew(refresh_token)),
    token(
        access_token = answer.access_token or log_in.Tokens.access_token,
        expires_in = answer.expires_in or log_in.Tokens.expires_in,
        refresh_token = answer.refresh_token or log_in.Tokens.refresh_token,
    ),
    renewed(access_token, expires_in, refresh_token),
    body("AccessToken" = "{access_token}")
)]
#[named_token(
    name = "id",
    source = UserId,
    with = "access",
    token(
        access_token = answer.id_token or log_in.Tokens.id_token,
        expires_in = answer.expires_in or log_in.Tokens.expires_in,
    ),
    renewed(access_token = id_token, expires_in),
    header = "Authorization"
)]
pub struct User {
    username: String,
    /// Of a client that has one; a hash of it is sent.
    #[token_source(mint, refresh)] client_secret: Option<Secret>,
    #[token_source(mint, refresh)] client_id: String,
    password: Secret,
    #[token_source(ask(log_in.Challenge))] code: Ask<Challenge, Secret>,
}
/// The token `access` of a log-in with [`User`]: `session.of::<UserAccess>()`.
#[derive(Clone, Debug)]
pub struct UserAccess(::std::sync::Arc<User>);

/// A token of [`UserAccess`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AwsCognito, body("AccessToken" = "{access_token}"))]
pub struct UserAccessToken { access_token: Secret }

impl Accepts<UserAccessToken> for UserAccess {}

/// The token `id` of a log-in with [`User`]: `session.of::<UserId>()`.
#[derive(Clone, Debug)]
pub struct UserId(::std::sync::Arc<User>);

/// A token of [`UserId`], attached as it is.
#[derive(Clone, Debug, Credential)]
#[credential(provider = AwsCognito, header = "Authorization")]
pub struct UserIdToken(Secret);

impl Accepts<UserIdToken> for UserId {}
