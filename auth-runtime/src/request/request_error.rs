//! Why a request cannot be built.

use std::fmt;

/// Why a request cannot be built. Nothing was sent. It names the field, never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    endpoint: &'static str,
    problem: RequestProblem,
}

impl RequestError {
    pub(crate) fn new(endpoint: &'static str, problem: RequestProblem) -> Self {
        Self { endpoint, problem }
    }

    /// The endpoint that was to be called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// What is wrong.
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
    /// A token or key with a space, a line break, a control or a non-ASCII character. Most often a file was read with its
    /// last line break.
    #[error("the credential for the header `{header}` is empty or has a character other than visible ASCII; trim it")]
    CredentialText {
        /// The name of the header.
        header: &'static str,
    },
    /// A session that has no valid token now. Calls of a client wait for one.
    #[cfg(feature = "client")]
    #[error("the session has no valid token now; wait for its `token`")]
    NoToken,
    /// A user name with a colon: the password would begin there (RFC 7617 §2).
    #[error("a user name for Basic authentication must not contain a colon (RFC 7617)")]
    UserName,
    /// A header field with a line break, a control or a non-ASCII character.
    #[error("`{header}` is a header: give it visible ASCII and spaces only")]
    HeaderText {
        /// The name of the header.
        header: &'static str,
    },
    /// An empty path parameter, or one that URL parsers resolve: `.` and `..`.
    #[error("the path parameter `{name}` must not be empty, `.` or `..`")]
    PathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// A list with fewer items than the provider asks for.
    #[error("`{name}` needs at least {at_least} item(s)")]
    TooFew {
        /// The name of the field.
        name: &'static str,
        /// How many there must be.
        at_least: usize,
    },
    /// A value that is not what the provider asks for: of another form, too long, too short.
    #[error("`{name}` must be {expected}")]
    Unfit {
        /// The name of the field.
        name: &'static str,
        /// What it must be.
        expected: String,
    },
    /// A value that its place has no form for: an object in a query, NaN in JSON.
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
    /// A value that a log-in captures: only a session with a token has it.
    #[error("`{name}` is known after a log-in: call this with a session, or in a later step")]
    NotCaptured {
        /// The name of the captured value.
        name: &'static str,
    },
    /// A captured URL that does not point to a host to which it may.
    #[error("the captured URL `{name}` does not point to a host of the provider")]
    CapturedUrl {
        /// The name of the captured value.
        name: &'static str,
    },
    /// The URL is longer than 64 KiB, or the path has characters that a URL cannot have.
    #[error("the URL is too long or not well-formed")]
    Url,
    /// A credential that signs requests. They are signed when a client sends them, not when they are prepared.
    #[error("the credential signs requests: send this one by a client")]
    NeedsSignature,
    /// A credential adds a parameter that the path does not have, or a member to a body that does not take one.
    #[error("the credential adds `{name}`, and this call has no place for it")]
    Misplaced {
        /// The name of the part.
        name: &'static str,
    },
    /// A token without a scope that the call needs, where the provider grants exactly what it says.
    #[error("the token does not have the scope `{scope}`; ask for it when you log in")]
    MissingScope {
        /// The scope.
        scope: &'static str,
    },
    /// A setting of the connection that has no value.
    #[error("the setting `{name}` has no value; build the client with `settings(…)`")]
    NoSetting {
        /// The name of the setting.
        name: &'static str,
    },
    /// A value that cannot be computed.
    #[error("`{name}` cannot be computed: {reason}")]
    Computed {
        /// The name of the value.
        name: &'static str,
        /// Why. It holds no secret.
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
