impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    const CLASSES: Classes = Classes::of::<AcmeError>();
}

impl<C> Client<C> {
    /// Print a ticket.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /tickets` is refused.
    pub async fn print(&self, request: Print) -> Reply<PrintReply> { self.0.call(request).await }

    /// Start.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /start` is refused.
    pub async fn start(&self) -> Reply<Option<Ticket>> { self.0.call(Start).await }

    /// Ask what there is.
    ///
    /// # Errors
    /// [`AcmeError`] if `OPTIONS /tickets` is refused.
    pub async fn options(&self) -> Reply<()> { self.0.call(Options).await }
}

/// Print a ticket. Sent by [`Client::print`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/tickets", json, response = PrintReply, error = AcmeError)]
pub struct Print { text: String }

/// Start. Sent by [`Client::start`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/start", response = Option<Ticket>, error = AcmeError)]
pub struct Start;

/// Ask what there is. Sent by [`Client::options`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(OPTIONS "/tickets", response = (), error = AcmeError)]
pub struct Options;

/// What [`Client::print`] returns.
#[derive(Clone, Debug, OneOf)]
pub enum PrintReply {
    /// The reply with 200 whose `preview` is `true` and whose `kind` is `a` or `b`.
    #[one_of(200, when(("meta.preview", "preview") = true, "kind"("a", "b")))] Preview(Preview),
    /// The reply with 200, or with 206.
    #[one_of(200)] #[one_of(206)] Ticket(Ticket),
    /// The reply with 201 or 202.
    #[one_of(201, 202)] Job(Job),
    /// The reply with 203.
    #[one_of(203)] ListOfTicket(Vec<Ticket>),
    /// The reply with 204, which has no body.
    #[one_of(204)] Nothing,
}

/// What [`Client::print`] and [`Client::start`] return.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Ticket { pub id: String }

/// What [`Client::print`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Job { pub job: String }

/// What [`Client::print`] returns.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Preview {
    #[decode(at("meta.preview", "preview"))] pub preview: bool,
    pub kind: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(code)] pub error: Option<String>,
    pub wait: Option<Seconds>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// The provider answered 200 or 400.
    #[api_error(200, 400, when(error = "authorization_pending"), class = pending)] Pending(Fault),
    /// The provider answered 200 or 400.
    #[api_error(200, 400, when(error = "slow_down", wait), class = slow_down, retry_after = wait)] SlowDown(Fault),
    /// The provider answered 401 or 404.
    #[api_error(401, 404, when(!wait), class = reauthenticate)] WrongToken(Fault),
    /// The provider answered 425.
    #[api_error(425, class = clock_skew)] TooEarly(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}
