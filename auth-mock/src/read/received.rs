//! A request as received.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Uri, header};
use url::form_urlencoded;

/// The maximum length of a body in bytes.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// A request, not yet read for an endpoint.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    /// The body; `None` if it is longer than [`LIMIT`].
    pub(crate) body: Option<Bytes>,
}

/// The pairs of a query or a form: names and texts.
pub(crate) type Pairs = Vec<(String, String)>;

impl Received {
    /// Returns the decoded query parameters.
    pub(crate) fn query(&self) -> Pairs {
        pairs(self.uri.query().unwrap_or_default().as_bytes())
    }

    /// Returns the query parameters, decoded but for those in `raw`, which are written as they are.
    pub(crate) fn query_with_raw(&self, raw: &[&str]) -> Pairs {
        if raw.is_empty() {
            return self.query();
        }
        let written = self.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let read = |pair: &str| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            if raw.contains(&name) { vec![(name.to_owned(), text.to_owned())] } else { pairs(pair.as_bytes()) }
        };
        written.flat_map(read).collect()
    }

    /// Returns the cookies (RFC 6265 §4.2).
    pub(crate) fn cookies(&self) -> Pairs {
        let lines = self.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Returns the body; empty if it is too long.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }

    /// Returns the value of a header, if it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether the body is a form.
    pub(crate) fn is_form(&self) -> bool {
        let found = self.header(header::CONTENT_TYPE.as_str());
        found.is_some_and(|found| found.starts_with("application/x-www-form-urlencoded"))
    }

    /// Returns the media type of the body without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> Option<String> {
        let value = self.header(header::CONTENT_TYPE.as_str())?;
        value.split(';').next().map(|name| name.trim().to_ascii_lowercase())
    }
}

/// Returns the text of the first pair with a name.
pub(crate) fn named(pairs: &[(String, String)], name: &str) -> Option<String> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone())
}

/// Decodes the pairs of `a=1&b=2`.
pub(crate) fn pairs(text: &[u8]) -> Pairs {
    form_urlencoded::parse(text).into_owned().collect()
}
