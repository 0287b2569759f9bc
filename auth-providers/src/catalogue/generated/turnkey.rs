// @generated from turnkey.yaml: edit the spec, not this file.

//! Turnkey.
//!
//! Source: <https://docs.turnkey.com/api-reference/overview/stamps>
//!
//! Credentials:
//! - [`ApiKey`]: An API key on the curve P-256.

use auth_runtime::response::Classes;
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    PrivateKey, Provider, Response,
};

/// The provider Turnkey.
#[derive(Clone, Copy, Debug)]
pub struct Turnkey;

impl Provider for Turnkey {
    const NAME: &'static str = "turnkey";
    const TITLE: &'static str = "Turnkey";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.turnkey.com")];
    const CLASSES: Classes = Classes::of::<TurnkeyError>();
}

/// A client of Turnkey. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Turnkey, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = TurnkeyError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Whose key this is.
    ///
    /// # Errors
    /// [`TurnkeyError`] if `POST /public/v1/query/whoami` is refused.
    pub async fn who_am_i(&self, request: WhoAmI) -> Reply<Who> where C: Authorizes<Turnkey> {
        self.0.call_protected(request).await
    }

    /// The wallets of an organization.
    ///
    /// # Errors
    /// [`TurnkeyError`] if `POST /public/v1/query/list_wallets` is refused.
    pub async fn list_wallets(&self, request: ListWallets) -> Reply<Json> where C: Authorizes<Turnkey> {
        self.0.call_protected(request).await
    }
}

/// Whose key this is. Sent by [`Client::who_am_i`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/public/v1/query/whoami", json, protected, response = Who, error = TurnkeyError)]
pub struct WhoAmI {
    #[endpoint(rename = "organizationId")] organization_id: String,
}

/// The wallets of an organization. Sent by [`Client::list_wallets`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/public/v1/query/list_wallets", json, protected, response = Json, error = TurnkeyError)]
pub struct ListWallets {
    #[endpoint(rename = "organizationId")] organization_id: String,
}

/// What [`Client::who_am_i`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Who {
    #[decode(at("organizationId"))] pub organization_id: String,
    #[decode(at("organizationName"))] pub organization_name: String,
    #[decode(at("userId"))] pub user_id: String,
    pub username: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub code: Option<Code>,
    #[error_body(message)] pub message: Option<String>,
    pub details: Option<Json>,
}

/// Why Turnkey refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TurnkeyError {
    /// The request is not valid.
    #[api_error(400, class = configuration)] BadRequest(Fault),
    /// The key is unknown, or its signature is wrong.
    #[api_error(401, class = configuration)] Unauthorized(Fault),
    /// The user may not do this.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such organization.
    #[api_error(404)] NotFound(Fault),
    /// Too many calls.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An API key on the curve P-256.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Turnkey,
    sign(
        header(
            "X-Stamp" = bytes(
                "{{\"publicKey\":\"{public_key}\",\"scheme\":\"SIGNATURE_SCHEME_TK_API_P256\",\"signature\":\"",
                signature("{request.body}", algorithm = ES256, key = "{private_key}", encoding = hex, der),
                "\"}}",
                encoding = base64url,
            ),
        ),
    ),
    env_prefix = "TURNKEY_"
)]
pub struct ApiKey {
    /// The compressed point in hexadecimal digits.
    public_key: String,
    private_key: PrivateKey,
}
