// @generated from cloudflare.yaml: edit the spec, not this file.

//! Cloudflare.
//!
//! Source: <https://developers.cloudflare.com/fundamentals/api/>
//!
//! Credentials:
//! - [`UserToken`]: An API token of a user.
//! - [`AccountToken`]: An API token of an account.
//! - [`GlobalKey`]: The API key of a user, which may do everything that the user may.

use auth_runtime::response::Classes;
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Choice, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, Timestamp,
};

/// The provider Cloudflare.
#[derive(Clone, Copy, Debug)]
pub struct Cloudflare;

impl Provider for Cloudflare {
    const NAME: &'static str = "cloudflare";
    const TITLE: &'static str = "Cloudflare";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.cloudflare.com/client/v4")];
    const CLASSES: Classes = Classes::of::<CloudflareError>();
}

/// A client of Cloudflare. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Cloudflare, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = CloudflareError> = Result<Response<T>, Error<E>>;

#[allow(deprecated)]
impl<C> Client<C> {
    /// Whether a token of a user works.
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /user/tokens/verify` is refused.
    pub async fn verify_token(&self) -> Reply<Verified> where C: Authorizes<Cloudflare, UserToken> {
        self.0.call_protected(VerifyToken).await
    }

    /// Whether a token of an account works.
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /accounts/{account}/tokens/verify` is refused.
    pub async fn verify_account_token(&self) -> Reply<Verified> where C: Authorizes<Cloudflare, AccountToken> {
        self.0.call_protected(VerifyAccountToken).await
    }

    /// Replace the value of a token; the former ends at once.
    ///
    /// It takes [`UserToken`] or [`GlobalKey`].
    ///
    /// # Errors
    /// [`CloudflareError`] if `PUT /user/tokens/{token_id}/value` is refused.
    pub async fn roll_token(&self, request: RollToken) -> Reply<Rolled> where C: Authorizes<Cloudflare, RollToken> {
        self.0.call_protected(request).await
    }

    /// End a token.
    ///
    /// It takes [`UserToken`] or [`GlobalKey`].
    ///
    /// # Errors
    /// [`CloudflareError`] if `DELETE /user/tokens/{token_id}` is refused.
    pub async fn delete_token(
        &self,
        request: DeleteToken,
    ) -> Reply<Removed> where C: Authorizes<Cloudflare, DeleteToken> {
        self.0.call_protected(request).await
    }

    /// The user of the key.
    ///
    /// It takes [`UserToken`] or [`GlobalKey`].
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /user` is refused.
    pub async fn get_user(&self) -> Reply<Owner> where C: Authorizes<Cloudflare, GetUser> {
        self.0.call_protected(GetUser).await
    }

    /// List the zones.
    ///
    /// It takes [`UserToken`] or [`GlobalKey`].
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /zones` is refused.
    pub async fn list_zones(&self, request: ListZones) -> Reply<Json> where C: Authorizes<Cloudflare, ListZones> {
        self.0.call_protected(request).await
    }

    /// List the workers of the account.
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /accounts/{account}/workers/scripts` is refused.
    pub async fn list_workers(&self) -> Reply<Json> where C: Authorizes<Cloudflare, AccountToken> {
        self.0.call_protected(ListWorkers).await
    }
}

/// Whether a token of a user works. Sent by [`Client::verify_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/user/tokens/verify", protected = UserToken, response = Verified, error = CloudflareError)]
pub struct VerifyToken;

/// Whether a token of an account works. Sent by [`Client::verify_account_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/accounts/{account}/tokens/verify",
    attached("account"),
    protected = AccountToken,
    response = Verified,
    error = CloudflareError
)]
pub struct VerifyAccountToken;

/// Replace the value of a token; the former ends at once. Sent by [`Client::roll_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    PUT "/user/tokens/{token_id}/value",
    json,
    protected(UserToken, GlobalKey),
    response = Rolled,
    error = CloudflareError
)]
pub struct RollToken { token_id: String }

/// End a token. Sent by [`Client::delete_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    DELETE "/user/tokens/{token_id}", protected(UserToken, GlobalKey), response = Removed, error = CloudflareError
)]
pub struct DeleteToken { token_id: String }

/// The user of the key. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/user", protected(UserToken, GlobalKey), response = Owner, error = CloudflareError)]
pub struct GetUser;

/// List the zones. Sent by [`Client::list_zones`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/zones", protected(UserToken, GlobalKey), response = Json, error = CloudflareError)]
pub struct ListZones {
    #[endpoint(query)] name: Option<String>,
    #[endpoint(query)] per_page: Option<i64>,
}

/// List the workers of the account. Sent by [`Client::list_workers`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/accounts/{account}/workers/scripts",
    attached("account"),
    protected = AccountToken,
    response = Json,
    error = CloudflareError
)]
pub struct ListWorkers;

/// Whether the token works.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Verified {
    #[decode(at("result.id"))] pub id: String,
    #[decode(at("result.status"))] pub status: TokenStatus,
    #[decode(at("result.not_before"))] pub not_before: Option<Timestamp>,
    #[decode(at("result.expires_on"))] pub expires_on: Option<Timestamp>,
}

/// The next value of a token.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Rolled {
    #[decode(at("result"))] pub value: Secret,
}

/// What was removed.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Removed {
    #[decode(at("result.id"))] pub id: String,
}

/// The user of the key.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Owner {
    #[decode(at("result.id"))] pub id: String,
    #[decode(at("result.email"))] pub email: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.code"), code)] pub code: Option<Code>,
    #[error_body(at("errors.0.message"), message)] pub text: Option<String>,
}

/// Why Cloudflare refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum CloudflareError {
    /// The token or the key does not even look like one.
    #[api_error(400, when(code(6003, 6111, 9106)), class = configuration)] InvalidHeaders(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The token is wrong or expired.
    #[api_error(401)] InvalidToken(Fault),
    /// The token has not the permission, with the number of a token that is none.
    #[api_error(403, when(code = 9109, text = "Unauthorized to access requested resource"), class = denied)]
    MissingPermission(Fault),
    /// The token is none, or has expired, or the key is not that of the email address.
    #[api_error(403, when(code(9103, 9109)), class = reauthenticate)] NotAuthenticated(Fault),
    /// The token has not the permission, or may not be used from here.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// One of the values of `TokenStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum TokenStatus {
    /// It works.
    #[choice("active")] Active,
    /// It is turned off.
    #[choice("disabled")] Disabled,
    /// Its end has passed.
    #[choice("expired")] Expired,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}

/// An API token of a user.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Cloudflare, bearer, check(VerifyToken))]
pub struct UserToken(
    #[credential(env = "CLOUDFLARE_API_TOKEN")] Secret,
);

/// An API token of an account.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Cloudflare,
    path("account" = "{account}"),
    header("Authorization" = "Bearer {token}"),
    env_prefix = "CLOUDFLARE_",
    check(VerifyAccountToken)
)]
pub struct AccountToken {
    #[credential(env = "CLOUDFLARE_ACCOUNT_ID")] account: String,
    token: Secret,
}

/// The API key of a user, which may do everything that the user may.
#[deprecated(note = "Use a token.")]
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Cloudflare,
    header("X-Auth-Email" = "{email}"),
    header("X-Auth-Key" = "{api_key}"),
    env_prefix = "CLOUDFLARE_",
    check(GetUser)
)]
pub struct GlobalKey {
    #[credential(format = "email")] email: String,
    api_key: Secret,
}
