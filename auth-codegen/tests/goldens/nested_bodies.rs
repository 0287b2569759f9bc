// @generated from example.yaml: edit the spec, not this file.

//! Example.

/// The provider Example.
#[derive(Clone, Copy, Debug)]
pub struct Example;

impl Provider for Example {
    const NAME: &'static str = "example";
    const TITLE: &'static str = "Example";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.example.com")];
}

/// A client of Example. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Example, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = ExampleError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Order parts.
    ///
    /// # Errors
    /// [`ExampleError`] if `POST /orders` is refused.
    pub async fn order(&self, request: Order) -> Reply<()> { self.0.call(request).await }

    /// Log in.
    ///
    /// # Errors
    /// [`ExampleError`] if `POST /login` is refused.
    pub async fn log_in(&self, request: LogIn) -> Reply<()> { self.0.call(request).await }

    /// Replace the tags.
    ///
    /// # Errors
    /// [`ExampleError`] if `PUT /tags` is refused.
    pub async fn tag(&self, request: Tag) -> Reply<()> { self.0.call(request).await }

    /// Leave a note.
    ///
    /// # Errors
    /// [`ExampleError`] if `POST /notes` is refused.
    pub async fn note(&self, request: Note) -> Reply<()> { self.0.call(request).await }
}

/// Order parts. Sent by [`Client::order`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/orders", body("/order/urgent" = false), json, response = (), error = ExampleError)]
pub struct Order {
    #[endpoint(rename = "/order/id")] id: String,
    #[endpoint(rename = "/order/ship/city")] city: String,
    parts: Vec<String>,
}

/// Log in. Sent by [`Client::log_in`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/login", body("/LogIn/@version" = 2), xml, response = (), error = ExampleError)]
pub struct LogIn {
    #[endpoint(rename = "/LogIn/User")] user: String,
}

/// Replace the tags. Sent by [`Client::tag`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/tags", json_value, response = (), error = ExampleError)]
pub struct Tag { body: Vec<String> }

/// Leave a note. Sent by [`Client::note`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/notes", text, response = (), error = ExampleError)]
pub struct Note { body: String }

/// Why Example refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum ExampleError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}
