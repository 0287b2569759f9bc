//! The parts that a signer adds to a request.

use crate::value::Secret;

/// The parts that a signer adds to a request. They are marked sensitive, and hidden if a reply repeats them.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Signature {
    headers: Vec<(&'static str, Secret)>,
    query: Vec<(&'static str, Secret)>,
}

impl Signature {
    /// Adds a header, replacing one of the same name. The value must be visible ASCII and spaces.
    pub fn header(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Adds a parameter at the end of the query. It is percent-encoded.
    pub fn query(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Returns the headers, for the tests of a signer.
    #[must_use]
    pub fn headers(&self) -> &[(&'static str, Secret)] {
        &self.headers
    }

    /// Returns the query parameters, for the tests of a signer.
    #[must_use]
    pub fn parameters(&self) -> &[(&'static str, Secret)] {
        &self.query
    }
}
