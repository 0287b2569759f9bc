//! A failure on the way.

use std::error::Error as StdError;
use std::fmt;

/// The connection failed, before or in the middle of the exchange. The source says how, without the URL.
#[derive(Debug)]
pub struct Transport {
    endpoint: &'static str,
    connected: bool,
    source: Box<dyn StdError + Send + Sync>,
}

impl Transport {
    #[cfg(feature = "client")]
    pub(crate) fn new(endpoint: &'static str, connected: bool, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self { endpoint, connected, source }
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Whether the provider may have received the request, so that repeating it may not be safe.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        self.connected
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.connected { "the connection broke" } else { "no connection could be made" };
        write!(f, "`{}` got no answer: {what}", self.endpoint)
    }
}

impl StdError for Transport {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
