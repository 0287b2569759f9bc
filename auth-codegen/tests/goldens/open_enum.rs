// @generated from acme.yaml: edit the spec, not this file.

//! Acme.

use auth_runtime::{
    Anonymous, ApiError, Choice, Client, Connection, Decode, Endpoint, Error, Host,
    Provider, Response, Uuid,
};

/// Acme, as a type: what it is called and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

/// A client of Acme. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

/// What a call comes to: the reply with its body as it was received, or a typed error.
pub type Reply<T, E = AcmeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// A job, if it is in a state.
    ///
    /// # Errors
    /// `GET /job` answers 200.
    pub async fn get_job(&self, request: GetJob) -> Reply<Job> { self.0.call(request).await }
}

/// The request of [`Client::get_job`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/job", response = Job, error = AcmeError)]
pub struct GetJob {
    #[endpoint(query)] state: Option<State>,
}

/// An object of type `Job`.
#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Job {
    /// The member `id`.
    pub id: Uuid,
    /// The member `state`.
    pub state: State,
    /// The member `past`.
    pub past: Vec<State>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum State {
    /// It waits.
    #[choice("queued")] Queued,
    /// It runs.
    #[choice("in-progress")] InProgress,
    /// It failed.
    #[choice("5xx")] Failed,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}
