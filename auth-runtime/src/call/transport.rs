//! The failure of a connection.

use std::error::Error as StdError;
use std::fmt;

use crate::call::Arrived;
use crate::response::Class;

/// The connection failed, before or during the exchange. The source describes the failure, without the URL.
#[derive(Debug)]
pub struct Transport {
    endpoint: &'static str,
    arrived: Arrived,
    what: Broken,
    class: Class,
    source: Box<dyn StdError + Send + Sync>,
}

/// The point at which a connection failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "client"), expect(dead_code, reason = "nothing is sent without a client"))]
pub(crate) enum Broken {
    /// No connection could be established.
    NoConnection,
    /// The connection ended before the request was written.
    NotSent,
    /// The server refused to process the request.
    NotTaken,
    /// The connection ended after a part of the request was sent.
    InExchange,
}

impl Transport {
    #[cfg(feature = "client")]
    pub(crate) fn new(
        endpoint: &'static str,
        arrived: Arrived,
        what: Broken,
        class: Class,
        source: Box<dyn StdError + Send + Sync>,
    ) -> Self {
        Self { endpoint, arrived, what, class, source }
    }

    /// Returns the endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Returns whether the provider has received the request.
    #[must_use]
    pub fn arrived(&self) -> Arrived {
        self.arrived
    }

    /// Whether the provider may have received the request, so that repeating it may not be safe: true except after
    /// [`Arrived::No`].
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        self.arrived != Arrived::No
    }

    /// Returns what the caller can do about the failure: [`Class::Retry`], or [`Class::Configuration`] if a retry would
    /// fail in the same way, for example because a certificate is not trusted.
    #[must_use]
    pub fn class(&self) -> Class {
        self.class
    }

    #[cfg(feature = "client")]
    pub(crate) fn what(&self) -> Broken {
        self.what
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            Broken::NoConnection => "no connection could be made",
            Broken::NotSent => "the connection ended before the request was sent",
            Broken::NotTaken => "the server refused to take the request",
            Broken::InExchange => "the connection broke",
        };
        write!(f, "`{}` got no answer: {what}", self.endpoint)
    }
}

impl StdError for Transport {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
