//! The error of building a request.

use std::fmt;

/// Why a request cannot be built. Nothing was sent. It names the field, and never contains its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    endpoint: &'static str,
    problem: RequestProblem,
}

impl RequestError {
    pub(crate) fn new(endpoint: &'static str, problem: RequestProblem) -> Self {
        Self { endpoint, problem }
    }

    /// Returns the endpoint of the request.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Returns what is wrong.
    #[must_use]
    pub fn problem(&self) -> &RequestProblem {
        &self.problem
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be sent: {}", self.endpoint, self.problem)
    }
}

impl std::error::Error for RequestError {}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestProblem {
    /// A token or key contains a space, a line break, a control character or a non-ASCII character. Often it was read
    /// from a file that ends with a line break.
    #[error("the credential for the header `{header}` is empty or has a character other than visible ASCII; trim it")]
    CredentialText {
        /// The name of the header.
        header: &'static str,
    },
    /// A session has no valid token now. The calls of a client wait for one.
    #[cfg(feature = "client")]
    #[error("the session has no valid token now; wait for its `token`")]
    NoToken,
    /// A user name contains a colon, after which the password would begin (RFC 7617 §2).
    #[error("a user name for Basic authentication must not contain a colon (RFC 7617)")]
    UserName,
    /// A header contains a line break, a control character or a non-ASCII character.
    #[error("`{header}` is a header: give it visible ASCII and spaces only")]
    HeaderText {
        /// The name of the header.
        header: &'static str,
    },
    /// A path parameter is empty, `.` or `..`, which URL parsers resolve.
    #[error("the path parameter `{name}` must not be empty, `.` or `..`")]
    PathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// A value is written into the URL as it is, and has a character that a URL cannot have there, or would change
    /// another part of the URL.
    #[error("`{name}` is written into the URL as it is: percent-encode what does not belong to its value")]
    Raw {
        /// The name of the part.
        name: &'static str,
    },
    /// A list has fewer items than the provider requires.
    #[error("`{name}` needs at least {at_least} item(s)")]
    TooFew {
        /// The name of the field.
        name: &'static str,
        /// The minimum number of items.
        at_least: usize,
    },
    /// A value is not as the provider requires: in another format, too long or too short.
    #[error("`{name}` must {expected}")]
    Unfit {
        /// The name of the field.
        name: &'static str,
        /// A description of valid values, to follow "must".
        expected: String,
    },
    /// A file cannot be opened, or a stream was sent before (of the kind `NotFound`).
    #[error("the upload `{name}` cannot be read: {kind}")]
    Upload {
        /// The name of the field.
        name: &'static str,
        /// The kind of the error. The path is not shown.
        kind: std::io::ErrorKind,
    },
    /// A value cannot be encoded in its place: an object in a query, or NaN in JSON.
    #[error("`{name}` has a value that cannot be written there")]
    Unwritable {
        /// The name of the field.
        name: &'static str,
    },
    /// The endpoint is on a host that the provider does not have.
    #[error("the provider has no host `{host}`; list it in `Provider::HOSTS`")]
    UnknownHost {
        /// The name of the host.
        host: &'static str,
    },
    /// A value that a login captures is missing: only a session with a token has it.
    #[error("`{name}` is known after a log-in: call this with a session, or in a later step")]
    NotCaptured {
        /// The name of the captured value.
        name: &'static str,
    },
    /// A captured URL names a host that is not allowed.
    #[error("the captured URL `{name}` does not point to a host of the provider")]
    CapturedUrl {
        /// The name of the captured value.
        name: &'static str,
    },
    /// The URL is longer than 64 KiB, or the path contains characters that are not valid in a URL.
    #[error("the URL is too long or not well-formed")]
    Url,
    /// A credential signs requests, which is done when a client sends them, not when they are prepared.
    #[error("the credential signs requests: send this one by a client")]
    NeedsSignature,
    /// A credential adds a parameter that the path does not have, or a member to a body that does not accept one.
    #[error("the credential adds `{name}`, and this call has no place for it")]
    Misplaced {
        /// The name of the part.
        name: &'static str,
    },
    /// The token lacks a scope that the call needs, and its scopes are known exactly.
    #[error("the token does not have the scope `{scope}`; ask for it when you log in")]
    MissingScope {
        /// The missing scope.
        scope: &'static str,
    },
    /// A setting of the connection has no value.
    #[error("the setting `{name}` has no value; build the client with `settings(…)`")]
    NoSetting {
        /// The name of the setting.
        name: &'static str,
    },
    /// A value cannot be computed.
    #[error("`{name}` cannot be computed: {reason}")]
    Computed {
        /// The name of the value.
        name: &'static str,
        /// The reason, without secrets.
        reason: &'static str,
    },
    /// There is no Tokio runtime to send the request on, or one without I/O or timers.
    #[cfg(feature = "client")]
    #[error("a call needs a Tokio runtime with I/O and time enabled; make it in one")]
    NoRuntime,
    /// The operating system gave no random bytes.
    #[error("the operating system has no random bytes to give")]
    Randomness,
}
