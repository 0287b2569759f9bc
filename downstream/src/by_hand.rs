//! The same by hand, with the same derives.

use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Provider, Response, Seconds, Secret,
};

/// Acme.
#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example/v1")];
}

/// A client of Acme.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

impl<C> Client<C> {
    /// Launch a rocket.
    ///
    /// # Errors
    /// If the call fails, or Acme refuses it.
    pub async fn launch(&self, request: Launch) -> Result<Response<Rocket>, Error<AcmeError>>
    where
        C: Authorizes<Acme>,
    {
        self.0.call_protected(request).await
    }
}

/// The request of [`Client::launch`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/rockets/{id}/launch", form, protected, response = Rocket, error = AcmeError)]
pub struct Launch {
    id: String,
    #[endpoint(query)]
    dry_run: Option<bool>,
    reason: String,
    seconds: Option<Seconds>,
}

/// A rocket.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Rocket {
    /// Its name.
    pub id: String,
    /// Who is on board.
    pub crew: Option<Vec<String>>,
}

/// Why a request was refused.
#[derive(Clone, Debug, Default, ErrorBody)]
#[non_exhaustive]
pub struct Fault {
    /// The code.
    #[error_body(code)]
    pub code: Option<String>,
    /// The text for people.
    #[error_body(message)]
    pub message: Option<String>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// The key is wrong.
    #[api_error(401)]
    Unauthorized(Fault),
    /// There is no such rocket.
    #[api_error(404)]
    NoSuchRocket(Fault),
    /// A status that is not documented.
    #[api_error(other)]
    Other(Fault),
}

/// A key.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, header = "X-Api-Key")]
pub struct ApiKey(Secret);
