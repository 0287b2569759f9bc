//! A crate that renames the runtime to `rt` in its Cargo.toml.

/// Acme, from the spec of the downstream crate.
pub mod derived {
    /// Acme.
    #[derive(Clone, Copy, Debug, rt::Provider)]
    #[provider(crate = rt)]
    #[provider(spec = "../../src/acme.yaml")]
    pub struct Acme;
}

/// Who asks.
#[derive(Clone, rt::Credential, rt::Credentials)]
#[credential(crate = rt)]
#[credential(provider = derived::Acme, basic)]
#[credentials(crate = rt)]
#[credentials(prefix = "ACME_")]
pub struct Login {
    username: String,
    password: rt::Secret,
}

/// What for.
#[derive(Clone, Debug, PartialEq, Eq, rt::Scopes)]
#[scope(crate = rt)]
#[non_exhaustive]
pub enum Scope {
    /// To look.
    #[scope("read")]
    Read,
    /// Something else.
    #[scope(other)]
    Other(String),
}

/// A search.
#[derive(Clone, Debug, rt::Endpoint)]
#[endpoint(crate = rt)]
#[endpoint(GET "/rockets", protected, response = Page<T>, error = Refused)]
pub struct Search<'a, T> {
    /// The text to search for.
    #[endpoint(query)]
    text: &'a str,
    /// Where to go on.
    #[endpoint(query)]
    after: Option<T>,
    #[endpoint(query, separator = " ")]
    scope: Option<Vec<Scope>>,
}

/// A page of something.
#[derive(Clone, Debug, rt::Decode)]
#[decode(crate = rt)]
#[non_exhaustive]
pub struct Page<T> {
    /// What is on it.
    pub data: Vec<T>,
}

/// Why not.
#[derive(Clone, Debug, rt::ApiError)]
#[api_error(crate = rt)]
#[non_exhaustive]
pub enum Refused {
    /// There is none.
    #[api_error(404)]
    NotFound,
    /// Something else.
    #[api_error(other)]
    Other(Fault),
}

/// What is said about it.
#[derive(Clone, Debug, Default, rt::ErrorBody)]
#[error_body(crate = rt)]
#[non_exhaustive]
pub struct Fault {
    /// The code.
    #[error_body(code)]
    pub code: Option<String>,
}
