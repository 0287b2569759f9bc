//! Describes why a request is refused.

/// Why a request is refused; it is later turned into a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    /// What differs from the spec, one text for each difference.
    pub(crate) texts: Vec<String>,
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
    /// A token that has expired or was revoked (RFC 6750 §3.1).
    EndedToken,
    /// An invalid authorization code or refresh token (RFC 6749 §5.2).
    Grant,
    /// A proof without the nonce of the authorization server (RFC 9449 §8).
    ServerNonce,
    /// A proof without the nonce of the resource (RFC 9449 §9).
    ResourceNonce,
}

impl Refusal {
    pub(crate) fn new(reason: Reason, text: impl Into<String>) -> Self {
        Self { reason, texts: vec![text.into()] }
    }

    /// Returns all differences as one text.
    pub(crate) fn text(&self) -> String {
        self.texts.join("; ")
    }
}
