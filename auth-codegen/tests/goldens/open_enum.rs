impl<C> Client<C> {
    /// A job, if it is in a state.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /job` is refused.
    pub async fn get_job(&self, request: GetJob) -> Reply<Job> { self.0.call(request).await }
}

/// A job, if it is in a state. Sent by [`Client::get_job`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/job", response = Job, error = AcmeError)]
pub struct GetJob {
    #[endpoint(query)] state: Option<State>,
}

/// What [`Client::get_job`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Job { pub id: Uuid, pub state: State, pub past: Vec<State> }

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
