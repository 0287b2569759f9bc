//! Why an authorization was refused.

/// Why the user or the provider refused an authorization (RFC 6749 §4.1.2.1, `OpenID` Connect Core 1.0 §3.1.2.6, RFC
/// 8707 §2, RFC 9101 §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Denial {
    /// The request lacks a parameter, or has a wrong one.
    InvalidRequest,
    /// The client may not ask for this.
    UnauthorizedClient,
    /// The user or the provider said no.
    AccessDenied,
    /// The provider does not support this `response_type`.
    UnsupportedResponseType,
    /// A scope is unknown, malformed, or not available.
    InvalidScope,
    /// The provider failed. Trying again may help.
    ServerError,
    /// The provider is overloaded or under maintenance. Trying again later may help.
    TemporarilyUnavailable,
    /// The user must act, and the request has `prompt=none`.
    InteractionRequired,
    /// The user must log in, and the request has `prompt=none`.
    LoginRequired,
    /// The user must choose an account, and the request has `prompt=none`.
    AccountSelectionRequired,
    /// The user must consent, and the request has `prompt=none`.
    ConsentRequired,
    /// The resource is unknown or malformed.
    InvalidTarget,
    /// The pushed or signed request is unknown, expired or malformed.
    InvalidRequestObject,
    /// Another reason: see the `code` of the error.
    Other,
}

impl Denial {
    /// Returns the reason that a code of the registry stands for.
    pub(crate) fn of(code: &str) -> Self {
        match code {
            "invalid_request" => Self::InvalidRequest,
            "unauthorized_client" => Self::UnauthorizedClient,
            "access_denied" => Self::AccessDenied,
            "unsupported_response_type" => Self::UnsupportedResponseType,
            "invalid_scope" => Self::InvalidScope,
            "server_error" => Self::ServerError,
            "temporarily_unavailable" => Self::TemporarilyUnavailable,
            "interaction_required" => Self::InteractionRequired,
            "login_required" => Self::LoginRequired,
            "account_selection_required" => Self::AccountSelectionRequired,
            "consent_required" => Self::ConsentRequired,
            "invalid_target" => Self::InvalidTarget,
            "invalid_request_object" | "invalid_request_uri" => Self::InvalidRequestObject,
            _ => Self::Other,
        }
    }
}
