// @generated from cloudflare.yaml: edit the spec, not this file.

//! Cloudflare.
//!
//! Source: <https://developers.cloudflare.com/fundamentals/api/>
//!
//! Credentials:
//! - [`Token`]: A token of a user.
//! - [`GlobalKey`]: The global key of a user.

use auth_runtime::response::Classes;
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret, Timestamp,
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
    /// Whether the token is valid.
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /user/tokens/verify` is refused.
    pub async fn verify(&self) -> Reply<TokenState> where C: Authorizes<Cloudflare, Token> {
        self.0.call_protected(Verify).await
    }

    /// Give a token a new value; the old one ends.
    ///
    /// # Errors
    /// [`CloudflareError`] if `PUT /user/tokens/{id}/value` is refused.
    pub async fn roll(&self, request: Roll) -> Reply<Rolled> where C: Authorizes<Cloudflare> {
        self.0.call_protected(request).await
    }

    /// End a token.
    ///
    /// # Errors
    /// [`CloudflareError`] if `DELETE /user/tokens/{id}` is refused.
    pub async fn delete_token(&self, request: DeleteToken) -> Reply<Json> where C: Authorizes<Cloudflare> {
        self.0.call_protected(request).await
    }

    /// The user.
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /user` is refused.
    pub async fn get_user(&self) -> Reply<Json> where C: Authorizes<Cloudflare> { self.0.call_protected(GetUser).await }

    /// List the zones.
    ///
    /// # Errors
    /// [`CloudflareError`] if `GET /zones` is refused.
    pub async fn list_zones(&self, request: ListZones) -> Reply<Json> where C: Authorizes<Cloudflare> {
        self.0.call_protected(request).await
    }
}

/// Whether the token is valid. Sent by [`Client::verify`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/user/tokens/verify", protected = Token, response = TokenState, error = CloudflareError)]
pub struct Verify;

/// Give a token a new value; the old one ends. Sent by [`Client::roll`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/user/tokens/{id}/value", json, protected, response = Rolled, error = CloudflareError)]
pub struct Roll { id: String }

/// End a token. Sent by [`Client::delete_token`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/user/tokens/{id}", protected, response = Json, error = CloudflareError)]
pub struct DeleteToken { id: String }

/// The user. Sent by [`Client::get_user`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/user", protected, response = Json, error = CloudflareError)]
pub struct GetUser;

/// List the zones. Sent by [`Client::list_zones`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/zones", protected, response = Json, error = CloudflareError)]
pub struct ListZones {
    #[endpoint(query)] name: Option<String>,
    #[endpoint(query)] page: Option<i64>,
}

/// What [`Client::verify`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct TokenState {
    #[decode(at("result.id"))] pub id: String,
    #[decode(at("result.status"))] pub status: String,
    #[decode(at("result.expires_on"))] pub expires_on: Option<Timestamp>,
}

/// What [`Client::roll`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Rolled {
    #[decode(at("result"))] pub value: Secret,
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
    /// The provider answered 400.
    #[api_error(400, when(code(6003, 6111, 9106)), class = configuration)] InvalidHeader(Fault),
    /// The provider answered 400.
    #[api_error(400)] BadRequest(Fault),
    /// The provider answered 401.
    #[api_error(401)] InvalidToken(Fault),
    /// The provider answered 403.
    #[api_error(403)] Forbidden(Fault),
    /// The provider answered 429.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// A token of a user.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Cloudflare, bearer, check(Verify))]
pub struct Token(
    #[credential(env = "CLOUDFLARE_API_TOKEN")] Secret,
);

/// The global key of a user.
#[deprecated(note = "Use a token.")]
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Cloudflare,
    header("X-Auth-Email" = "{email}"),
    header("X-Auth-Key" = "{key}"),
    env_prefix = "CLOUDFLARE_",
    check(GetUser)
)]
pub struct GlobalKey {
    #[credential(format = "email")] email: String,
    #[credential(env = "CLOUDFLARE_API_KEY")] key: Secret,
}
