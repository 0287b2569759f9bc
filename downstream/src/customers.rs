//! A provider by hand whose host depends on the customer, with HTTP Basic, two keys, and refusals under 200.

use auth_runtime::host::{Header, Setting, Settings};
use auth_runtime::session::TokenSource;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Provider, Response, Seconds, Secret,
};

/// Depot.
#[derive(Clone, Copy, Debug)]
pub struct Depot;

impl Provider for Depot {
    const NAME: &'static str = "depot";
    const TITLE: &'static str = "Depot";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{account}.depot.example")];
    const HEADERS: &'static [Header] = &[Header::new("X-Region", "{region}")];
    const SETTINGS: &'static [Setting] = <Account as Settings>::SETTINGS;
}

/// What differs from customer to customer.
#[derive(Clone, Debug, Settings)]
#[settings(provider = Depot)]
pub struct Account {
    /// The first label of the host.
    #[settings(label, pattern = "[a-z0-9-]+")]
    account: String,
    /// Where the depot is.
    #[settings(default = "eu")]
    region: Option<String>,
}

/// A client of Depot, which is built with an account.
#[derive(Clone, Debug, Client)]
#[client(settings = Account)]
pub struct Client<C = Anonymous>(Connection<Depot, C>);

impl<C> Client<C> {
    /// Count what is in a depot.
    ///
    /// # Errors
    /// If the call fails, or Depot refuses it.
    pub async fn count(&self, request: Count) -> Result<Response<Stock>, Error<DepotError>>
    where
        C: Authorizes<Depot, Keys>,
    {
        self.0.call_protected(request).await
    }
}

/// The request of [`Client::count`]: it needs the credential [`Keys`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/depots/{depot}", protected = Keys, header("X-Trace" = "rust-{trace}"), response = Stock, error = DepotError)]
pub struct Count {
    depot: String,
    /// Only for the header.
    #[endpoint(input)]
    trace: Option<String>,
}

/// Exchanges the id and the secret of a client, which are sent by HTTP Basic, for a token.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token", form, body("grant_type" = "client_credentials"), response = Token, error = DepotError,
    basic(username = "{client_id}", password = "{client_secret}", encode = form)
)]
pub struct CreateToken {
    #[endpoint(input)]
    client_id: String,
    #[endpoint(input)]
    client_secret: Secret,
}

/// Two keys, in two headers.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Depot, header("X-Api-Key" = "{api_key}"), header("X-App-Key" = "{app_key}"))]
pub struct Keys {
    api_key: Secret,
    app_key: Secret,
}

/// An email address and a token, by HTTP Basic.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Depot, basic(username = "{email}/token", password = "{token}"))]
pub struct ApiToken {
    email: String,
    token: Secret,
}

/// The id and the secret of a client.
#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Depot, mint(CreateToken), token(access_token, expires_in))]
pub struct App {
    client_id: String,
    client_secret: Secret,
}

/// A token.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    /// What calls are made with.
    pub access_token: Secret,
    /// How long it lives.
    pub expires_in: Seconds,
}

/// What is in a depot.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Stock {
    /// How many boxes.
    pub boxes: i64,
}

/// Why a request was refused.
#[derive(Clone, Debug, Default, ErrorBody)]
#[non_exhaustive]
pub struct Fault {
    /// Whether the request succeeded.
    pub ok: Option<bool>,
    /// The code, a number.
    pub code: Option<i64>,
}

/// Why Depot refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum DepotError {
    /// The keys have expired. Depot says so under 200.
    #[api_error(200, when(code(602, 40001)), class = reauthenticate)]
    Expired(Fault),
    /// Depot refused the request under 200.
    #[api_error(200, when(ok = false), class = denied)]
    Refused(Fault),
    /// The keys are wrong.
    #[api_error(401, when(code = 20003))]
    WrongKeys(Fault),
    /// Some other error.
    #[api_error(other)]
    Other(Fault),
}
