impl<C> Client<C> {
    /// Save a person.
    ///
    /// # Errors
    /// [`AcmeError`] if `PUT /people/{id}` is refused.
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
