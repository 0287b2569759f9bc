// @generated from acme.yaml: edit the spec, not this file.

//! Acme.

use auth_runtime::{
    Anonymous, ApiError, Choice, Client, Connection, Endpoint, Error, Host, Provider,
    Response, Timestamp,
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
    /// Find items by their tags.
    ///
    /// # Errors
    /// `GET /items` answers 200.
    pub async fn find(&self, request: Find) -> Reply<Vec<String>> { self.0.call(request).await }
}

/// The request of [`Client::find`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/items", query("version" = "2"), response = Vec<String>, error = AcmeError)]
pub struct Find {
    /// All of these.
    #[endpoint(query, separator = ",", at_least = 1)] tags: Vec<String>,
    #[endpoint(query, separator = ";")] sizes: Option<Vec<i64>>,
    /// One of these.
    #[endpoint(query)] any: Option<Vec<String>>,
    #[endpoint(query)] order: Option<Order>,
    #[endpoint(query)] since: Option<Timestamp>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}

/// What comes first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Choice)]
#[non_exhaustive]
pub enum Order {
    /// The newest.
    #[choice("newest")] Newest,
    /// The oldest.
    #[choice("oldest")] Oldest,
    /// A value that the provider does not document.
    #[choice(other)] Other(String),
}
