impl<C> Client<C> {
    /// Find items by their tags.
    ///
    /// # Errors
    /// [`AcmeError`] if `GET /items` is refused.
    pub async fn find(&self, request: Find) -> Reply<Vec<String>> { self.0.call(request).await }
}

/// Find items by their tags. Sent by [`Client::find`].
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
