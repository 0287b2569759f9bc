// @generated from akamai.yaml: edit the spec, not this file.

//! Akamai.
//!
//! Source: <https://techdocs.akamai.com/developer/docs/edgegrid>
//!
//! Credentials:
//! - [`ApiClient`]: An API client (`EdgeGrid`).

use auth_runtime::host::Setting;
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Endpoint, Error, Host, Json, ProblemDetails,
    Provider, Response, Secret, host,
};

/// The provider Akamai.
#[derive(Clone, Copy, Debug)]
pub struct Akamai;

impl Provider for Akamai {
    const NAME: &'static str = "akamai";
    const TITLE: &'static str = "Akamai";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{host}")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<AkamaiError>();
}

/// What differs from one customer of Akamai to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Akamai, env_prefix = "AKAMAI_")]
pub struct Settings {
    /// The host of the API client.
    #[settings(host, within("luna.akamaiapis.net"))] host: String,
}

/// A client of Akamai. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Akamai, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AkamaiError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The profile of the API client's user.
    ///
    /// # Errors
    /// [`AkamaiError`] if `GET /identity-management/v3/user-profile` is refused.
    pub async fn get_profile(&self, request: GetProfile) -> Reply<Json> where C: Authorizes<Akamai, ApiClient> {
        self.0.call_protected(request).await
    }
}

/// The profile of the API client's user. Sent by [`Client::get_profile`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/identity-management/v3/user-profile", protected = ApiClient, response = Json, error = AkamaiError)]
pub struct GetProfile {
    #[endpoint(query)] actions: Option<bool>,
}

/// Why Akamai refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AkamaiError {
    /// The signature or the time is wrong, or the request is not valid.
    #[api_error(400, class = configuration)] BadRequest(ProblemDetails),
    /// The client or one of its tokens is not known.
    #[api_error(401, class = configuration)] Unauthorized(ProblemDetails),
    /// The client may not do this.
    #[api_error(403)] Forbidden(ProblemDetails),
    /// Too many requests.
    #[api_error(429)] RateLimited(ProblemDetails),
    /// A status that the provider does not document.
    #[api_error(other)] Other(ProblemDetails),
}

/// An API client (`EdgeGrid`).
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Akamai,
    computed(
        time = now("%Y%m%dT%H:%M:%S+0000"),
        nonce = random(uuid),
        scheme = "EG1-HMAC-SHA256 client_token={client_token};access_token={access_token};timestamp={time};nonce={nonce};",
    ),
    sign(
        header(
            "Authorization" = concat(
                "{scheme}signature=",
                hmac_sha256(
                    "{request.method}\thttps\t{request.host}\t{request.target}\t\t\t{scheme}",
                    key = hmac_sha256("{time}", key = "{client_secret}", encoding = base64),
                    encoding = base64,
                ),
            ),
        ),
    ),
    env_prefix = "AKAMAI_",
    check(GetProfile::new())
)]
pub struct ApiClient { client_token: String, client_secret: Secret, access_token: String }
