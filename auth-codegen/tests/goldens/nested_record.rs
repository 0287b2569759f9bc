// @generated from acme.yaml: edit the spec, not this file.

//! Acme.

use auth_runtime::{
    Anonymous, ApiError, Client, Connection, Decode, Encode, Endpoint, Error, Host, Json,
    Provider, Response,
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
    /// Save a person.
    ///
    /// # Errors
    /// `PUT /people/{id}` answers 200.
    pub async fn save_person(&self, request: SavePerson) -> Reply<Person> { self.0.call(request).await }
}

/// The request of [`Client::save_person`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/people/{id}", json, response = Person, error = AcmeError)]
pub struct SavePerson { id: i64, person: Person, previous: Option<Vec<Person>>, note: Option<Json> }

/// Somebody, as a request and as a reply.
#[derive(Clone, Debug, Encode, Decode)]
#[encode(new)]
#[non_exhaustive]
pub struct Person {
    /// The member `name`.
    pub name: String,
    /// The member `address`.
    pub address: Option<Address>,
    /// The member `emails`.
    pub emails: Vec<Email>,
}

/// An object of type `Address`.
#[derive(Clone, Debug, Encode, Decode)]
#[encode(new)]
#[non_exhaustive]
pub struct Address {
    /// The member `street`.
    pub street: String,
    /// The member `zip-code`.
    #[encode(rename = "zip-code")] #[decode(rename = "zip-code")] pub zip: String,
}

/// An object of type `Email`.
#[derive(Clone, Debug, Encode, Decode)]
#[encode(new)]
#[non_exhaustive]
pub struct Email {
    /// The member `address`.
    pub address: String,
    /// Whether it is theirs.
    pub verified: Option<bool>,
}

/// Why Acme refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AcmeError {
    /// A status that the provider does not document.
    #[api_error(other)] Other,
}
