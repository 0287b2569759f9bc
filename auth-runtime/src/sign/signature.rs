//! What a signer adds to a request.

use crate::value::Secret;

/// The parts that a signer adds to a request. They are sensitive, and hidden where a reply repeats them.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Signature {
    headers: Vec<(&'static str, Secret)>,
    query: Vec<(&'static str, Secret)>,
}

impl Signature {
    /// The same with a header, in place of what the request has by that name. The value has visible ASCII and spaces only.
    pub fn header(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same with a parameter at the end of the query. It is percent-encoded.
    pub fn query(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// The headers, for the tests of a signer.
    #[must_use]
    pub fn headers(&self) -> &[(&'static str, Secret)] {
        &self.headers
    }

    /// The parameters of the query, for the tests of a signer.
    #[must_use]
    pub fn parameters(&self) -> &[(&'static str, Secret)] {
        &self.query
    }
}
