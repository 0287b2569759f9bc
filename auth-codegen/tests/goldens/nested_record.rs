impl<C> Client<C> {
    /// Save a person.
    ///
    /// # Errors
    /// [`AcmeError`] if `PUT /people/{id}` is refused.
    pub async fn save_person(&self, request: SavePerson) -> Reply<Person> { self.0.call(request).await }
}

/// Save a person. Sent by [`Client::save_person`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/people/{id}", json, response = Person, error = AcmeError)]
pub struct SavePerson { id: i64, person: Person, previous: Option<Vec<Person>>, note: Option<Json> }

/// Somebody, as a request and as a reply.
#[derive(Clone, Debug, Encode, Decode)]
#[encode(new)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Person { pub name: String, pub address: Option<Address>, pub emails: Vec<Email> }

/// An object in requests and replies.
#[derive(Clone, Debug, Encode, Decode)]
#[encode(new)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Address {
    pub street: String,
    #[encode(rename = "zip-code")] #[decode(rename = "zip-code")] pub zip: String,
}

/// An object in requests and replies.
#[derive(Clone, Debug, Encode, Decode)]
#[encode(new, constants("kind" = "email", "version" = 2))]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Email {
    pub address: String,
    /// Whether it is theirs.
    pub verified: Option<bool>,
}
