impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    const CLASSES: Classes = Classes::of::<AcmeError>();
}

impl<C> Client<C> {
    /// Get a ticket.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /tickets/{id}` is refused.
    pub async fn get_ticket(&self, request: GetTicket) -> Reply<Ticket> { self.0.call(request).await }
}

/// Get a ticket. Sent by [`Client::get_ticket`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/tickets/{id}", response = Ticket, error = AcmeError)]
pub struct GetTicket { id: String }

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault { pub ok: Option<bool>, pub code: Option<i64>, pub reason: Option<String> }

/// What [`Client::get_ticket`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Ticket { pub id: String }

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// The provider answered 200.
    #[api_error(200, when(code(602, 40001)), class = rate_limited)] RateLimited(Fault),
    /// The provider answered 200.
    #[api_error(200, when(ok = false), class = denied)] Refused(Fault),
    /// The provider answered 401.
    #[api_error(401, when(code = 20003, reason))] Authenticate(Fault),
    /// For another reason.
    #[api_error(401)] Unauthorized(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}
