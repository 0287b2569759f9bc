impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    const HEADERS: &'static [Header] = &[
        Header::new("Accept", "application/vnd.acme+json"),
        Header::new("X-Version", "3"),
    ];
}

impl<C> Client<C> {
    /// Report what happened.
    ///
    /// # Errors
    /// [`AcmeError`] if `POST /reports/{kind}` is refused.
    pub async fn report(&self, request: Report) -> Reply<()> { self.0.call(request).await }
}

/// Report what happened. Sent by [`Client::report`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/reports/{kind}",
    header("Accept" = "text/csv"),
    header("X-Trace" = "t-{trace}"),
    header("X-Title" = "{title} {{of {kind}}}"),
    body("count" = 2),
    body("urgent" = false),
    body("origin" = "{kind}"),
    json,
    response = (),
    error = AcmeError
)]
pub struct Report {
    kind: String,
    #[endpoint(input)] trace: Option<String>,
    title: String,
}
