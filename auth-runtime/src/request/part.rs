//! A part of a request.

use http::HeaderValue;

use crate::request::place::{BasicEncoding, Place};
use crate::value::{Secret, Value};

/// A part of a request: a value, with its place and name.
#[derive(Debug)]
pub struct Part<'a> {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    pub(crate) value: Value<'a>,
    pub(crate) at_least: usize,
    /// The encoding of a user name or password for HTTP Basic.
    pub(crate) encoding: BasicEncoding,
    /// The complete header, if it was computed before.
    pub(crate) ready: Option<Ready>,
    /// Whether it is written into the URL as it is, without percent-encoding.
    pub(crate) is_raw: bool,
}

/// A header that was computed before the request, and the secret in it.
#[derive(Debug)]
pub(crate) struct Ready {
    /// The header value; `None` if the secret is not valid in a header.
    pub(crate) header: Option<HeaderValue>,
    pub(crate) secret: Secret,
}

impl<'a> Part<'a> {
    pub(crate) fn new(place: Place, name: &'static str, value: Value<'a>) -> Self {
        Self { place, name, value, at_least: 0, encoding: BasicEncoding::Plain, ready: None, is_raw: false }
    }

    /// Joins a list into one text, with `separator` between the items.
    pub fn separator(&mut self, separator: &'static str) -> &mut Self {
        self.value = std::mem::replace(&mut self.value, Value::Absent).joined(separator);
        self
    }

    /// Rejects a list with fewer items before anything is sent.
    pub fn at_least(&mut self, items: usize) -> &mut Self {
        self.at_least = items;
        self
    }

    /// Writes the value into the path or the query as it is, without percent-encoding. The request is not built if the
    /// value has a character that a URL cannot have there (RFC 3986), or would change another part of the URL.
    ///
    /// ```
    /// # use auth_runtime::request::Fields;
    /// let mut to = Fields::default();
    /// to.query("scope", &"read:all,write:all").raw();
    /// ```
    pub fn raw(&mut self) -> &mut Self {
        self.is_raw = true;
        self
    }

    pub(crate) fn each_secret(&self, found: &mut dyn FnMut(&Secret)) {
        self.ready.iter().for_each(|ready| found(&ready.secret));
        self.value.each_secret(found);
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.ready.is_some() || self.value.is_secret()
    }

    pub(crate) fn is_absent(&self) -> bool {
        self.ready.is_none() && matches!(self.value, Value::Absent)
    }
}
