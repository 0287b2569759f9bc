//! Grants (RFC 6749 §4, RFC 8628).

/// A grant: how the first token is obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    AuthorizationCode,
    ClientCredentials,
    Password,
    /// RFC 8628.
    Device,
}

impl Grant {
    pub(super) fn doc(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "A user's consent, in a browser.",
            Self::ClientCredentials => "A client id and its secret.",
            Self::Password => "A user name and a password.",
            Self::Device => "A user who enters a code on another device.",
        }
    }
}
