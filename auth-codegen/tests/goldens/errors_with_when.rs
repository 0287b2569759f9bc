impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    const CLASSES: Classes = Classes::of::<AcmeError>();
}

impl<C> Client<C> {
    /// Ask whether the service is there.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /ping` is refused.
    pub async fn ping(&self) -> Reply<()> { self.0.call(Ping).await }

    /// Ask whether a token is good.
    ///
    /// # Errors
    /// [`TokenError`] if `GET /check` is refused; `Expired` is special to it.
    pub async fn check(&self) -> Reply<(), TokenError> { self.0.call(Check).await }

    /// Buy something.
    ///
    /// # Errors
    /// [`BuyError`] if `POST /buy` is refused; `NoMoney` is special to it.
    pub async fn buy(&self) -> Reply<(), BuyError> { self.0.call(Buy).await }
}

/// Ask whether a token is good. Sent by [`Client::check`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/check", response = (), error = TokenError)]
pub struct Check;

/// Buy something. Sent by [`Client::buy`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/buy", response = (), error = BuyError)]
pub struct Buy;

/// What Acme says about a refusal.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("error.code", "error"), code)] pub code: Option<String>,
    #[error_body(at("error.message"), message)] pub message: Option<String>,
    pub field: Option<String>,
    #[error_body(rename = "acme.reason")] pub acme_reason: Option<String>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A field is not known.
    #[api_error(400, when(code = "unknown_field", field = "name"))] UnknownField(Fault),
    /// The request is malformed.
    #[api_error(400, when(code = "bad_request"))] BadRequest(Fault),
    /// The vault is sealed.
    #[api_error(400, when(acme_reason = "sealed"))] Sealed(Fault),
    /// For another reason.
    #[api_error(400)] Refused(Fault),
    /// Too much to do.
    #[api_error(503, class = retry)] Busy(ProblemDetails),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum TokenError {
    /// A field is not known.
    #[api_error(400, when(code = "unknown_field", field = "name"))] UnknownField(Fault),
    /// The request is malformed.
    #[api_error(400, when(code = "bad_request"))] BadRequest(Fault),
    /// The vault is sealed.
    #[api_error(400, when(acme_reason = "sealed"))] Sealed(Fault),
    /// For another reason.
    #[api_error(400)] Refused(Fault),
    /// The token has expired.
    #[api_error(401, class = reauthenticate)] Expired(Fault),
    /// Too much to do.
    #[api_error(503, class = retry)] Busy(ProblemDetails),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// Why Acme refused `buy`.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum BuyError {
    /// A field is not known.
    #[api_error(400, when(code = "unknown_field", field = "name"))] UnknownField(Fault),
    /// The request is malformed.
    #[api_error(400, when(code = "bad_request"))] BadRequest(Fault),
    /// The vault is sealed.
    #[api_error(400, when(acme_reason = "sealed"))] Sealed(Fault),
    /// For another reason.
    #[api_error(400)] Refused(Fault),
    /// The account is empty.
    #[api_error(402, class = configuration)] NoMoney(Fault),
    /// Too much to do.
    #[api_error(503, class = retry)] Busy(ProblemDetails),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}
