//! Why a request is refused.

/// Why a request is refused, before it has become a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) text: String,
}

/// The kind of a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Path,
    Method,
    Length,
    ContentType,
    Fields,
    Credential,
    /// A code or refresh token (RFC 6749 §5.2).
    Grant,
}

impl Refusal {
    pub(crate) fn new(reason: Reason, text: impl Into<String>) -> Self {
        Self { reason, text: text.into() }
    }
}
