//! The same by hand, with the same derives.

use auth_runtime::host::Hosts;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Credentials, Decode, Encode, Endpoint, Error,
    ErrorBody, Host, Provider, Response, Scopes, Seconds, Secret,
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

/// What the environment says about this crate's user.
#[derive(Clone, Credentials)]
#[credentials(prefix = "ACME_")]
pub struct Settings {
    /// The key.
    #[credentials(env = "ACME_API_KEY")]
    pub key: Secret,
    /// Where the rockets are.
    #[credentials(default = "eu", show)]
    pub region: String,
    /// How often to try again.
    pub retries: Option<u8>,
}

/// What a key may do.
#[derive(Clone, Debug, PartialEq, Eq, Scopes)]
#[non_exhaustive]
pub enum Scope {
    /// Look at rockets.
    #[scope("read")]
    Read,
    /// Launch them.
    #[scope("launch")]
    Launch,
    /// Something that is not documented.
    #[scope(other)]
    Other(String),
}

/// A request that borrows, that is generic, and whose fields depend on how the crate is compiled.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/rockets/{type}", json, header("X-Version" = "2"), protected, response = (), error = AcmeError)]
pub struct Replace<'a, T> {
    r#type: &'a str,
    /// What takes their place.
    rockets: Vec<T>,
    /// Who they are for.
    #[endpoint(query, separator = " ")]
    scope: Option<Vec<Scope>>,
    #[cfg(target_os = "none")]
    #[endpoint(query)]
    board: u32,
}

/// A request whose answer depends on what it asks for.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/rockets", protected, response = Page<T>, error = AcmeError)]
pub struct ListRockets<T> {
    /// The last one that was seen.
    #[endpoint(query)]
    after: Option<T>,
}

/// A page of something.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Page<T> {
    /// What is on it.
    pub data: Vec<T>,
    /// Where the next one begins.
    #[decode(at("next", "links.next"))]
    pub next: Option<String>,
}

/// A rocket to be.
#[derive(Clone, Debug, Encode)]
pub(crate) struct Plan<'a> {
    name: &'a str,
    #[encode(rename = "crew", separator = ",")]
    on_board: Vec<String>,
}

/// Path and body of a request that this crate keeps to itself.
///
/// # Errors
/// If the name cannot be part of a path.
pub fn planned(name: &str) -> Result<String, Box<dyn std::error::Error>> {
    let request = Replace::<Plan<'_>>::new(name, [Plan { name, on_board: vec!["Ada".to_owned()] }]);
    let http = request.prepare(&Hosts::of::<Acme>()?, None)?.into_http();
    Ok(format!("{} {}", http.uri().path(), String::from_utf8_lossy(http.body().as_slice())))
}
