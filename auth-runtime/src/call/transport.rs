//! A failure on the way.

use std::error::Error as StdError;
use std::fmt;

use crate::call::Arrived;
use crate::response::Class;

/// The connection failed, before or in the middle of the exchange. The source says how, without the URL.
#[derive(Debug)]
pub struct Transport {
    endpoint: &'static str,
    arrived: Arrived,
    what: Broken,
    class: Class,
    source: Box<dyn StdError + Send + Sync>,
}

/// What was in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "client"), expect(dead_code, reason = "nothing is sent without a client"))]
pub(crate) enum Broken {
    /// There was no connection to send the request on.
    NoConnection,
    /// The connection ended before the request was written.
    NotSent,
    /// The server refused to look at the request.
    NotTaken,
    /// The connection ended with the request on its way.
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

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Whether the provider has received the request.
    #[must_use]
    pub fn arrived(&self) -> Arrived {
        self.arrived
    }

    /// Whether the provider may have received the request, so that repeating it may not be safe: everything but
    /// [`Arrived::No`].
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        self.arrived != Arrived::No
    }

    /// What the failure asks of the caller: [`Class::Retry`], or [`Class::Configuration`] where a retry meets the same
    /// again, such as a certificate that is not trusted.
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
