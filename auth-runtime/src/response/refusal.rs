//! A reply that refuses a request.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::request::Carried;
use crate::response::fmt_api_error;
use crate::response::one_line::OneLine;
use crate::response::{ApiError, Class, RawResponse, Reply, document};
use crate::retry::retry_after::{LONGEST, retry_after};
use crate::value::JsonRef;
use crate::value::wiped::WipedBuffer;

/// A reply that refuses a request: the typed error, with status, headers and body as received.
///
/// `Debug` and `Display` show the endpoint, the status, the variant, and the provider's code and message; headers and
/// body are available only through explicit calls.
pub struct Refusal<E> {
    endpoint: &'static str,
    error: E,
    raw: RawResponse,
    retry_after: Option<Duration>,
}

impl<E> Refusal<E> {
    /// Returns the typed error.
    #[must_use]
    pub fn error(&self) -> &E {
        &self.error
    }

    /// Returns only the typed error.
    #[must_use]
    pub fn into_error(self) -> E {
        self.error
    }

    /// Returns the endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.raw.status
    }

    /// Returns how long the provider asks to wait, counted from the arrival of the response, at most one hour: from the
    /// documented field of the body, else from `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns all headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// Returns the body, byte for byte. Do not log it: providers repeat what was sent to them.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.raw.body
    }
}

impl<E: ApiError> Refusal<E> {
    pub(crate) fn read(endpoint: &'static str, raw: RawResponse) -> Self {
        Self::new(endpoint, with_reply(&raw, E::read), raw)
    }

    /// Returns a 2xx response that the error enum documents as an error; `None` if no case matches.
    pub(crate) fn read_success(endpoint: &'static str, raw: &RawResponse) -> Option<Self> {
        Some(Self::new(endpoint, with_reply(raw, E::read_success)?, raw.clone()))
    }

    /// Returns a redirect that the error enum documents as an error; `None` if no case matches.
    pub(crate) fn read_redirect(endpoint: &'static str, raw: &RawResponse) -> Option<Self> {
        if !E::READS_REDIRECTS {
            return None;
        }
        Some(Self::new(endpoint, with_reply(raw, E::read_redirect)?, raw.clone()))
    }

    fn new(endpoint: &'static str, error: E, raw: RawResponse) -> Self {
        let retry_after = wait(error.retry_after(), &raw.headers);
        // The secrets have been hidden by now, and an error may be kept for long.
        Self { endpoint, error, raw: raw.hiding(Carried::default()), retry_after }
    }

    /// Returns what the caller can do about the refusal: as the provider documents it, else by status.
    #[must_use]
    pub fn class(&self) -> Class {
        class_or(self.error.class(), self.raw.status)
    }

    /// Calls `read` with the body as JSON, if it is JSON or can be read as such.
    #[cfg(feature = "client")]
    pub(crate) fn with_body<T>(&self, read: impl FnOnce(Option<JsonRef<'_>>) -> T) -> T {
        document::with_json(&self.raw, |json| read(json.ok()))
    }

    /// Returns the provider's error code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.error.code()
    }

    /// Returns the provider's message for people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.error.message()
    }
}

/// Returns how long to wait after a refusal: what its body says, else `Retry-After`.
fn wait(said: Option<Duration>, headers: &HeaderMap) -> Option<Duration> {
    said.map(|wait| wait.min(LONGEST)).or_else(|| retry_after(headers, SystemTime::now()))
}

/// Returns the class of a reply, if it is an error of `E`. What `E` does not read is not compiled for it.
pub(crate) fn class_of<E: ApiError>(raw: &RawResponse) -> Option<Class> {
    let error = if raw.status.is_redirection() {
        if !E::READS_REDIRECTS {
            return None;
        }
        with_reply(raw, E::read_redirect)?
    } else if raw.status.is_success() {
        if !E::READS_SUCCESS {
            return None;
        }
        with_reply(raw, E::read_success)?
    } else {
        with_reply(raw, E::read)
    };
    Some(class_or(error.class(), raw.status))
}

fn class_or(documented: Option<Class>, status: StatusCode) -> Class {
    documented.unwrap_or_else(|| Class::of_status(status))
}

impl RawResponse {
    /// Calls `read` with the response as the error enums read it.
    #[doc(hidden)]
    pub fn as_reply<T>(&self, read: impl FnOnce(&Reply<'_>) -> T) -> T {
        with_reply(self, read)
    }
}

/// Reads a reply, and hides secrets that the provider repeats from the typed error.
fn with_reply<T>(raw: &RawResponse, read: impl FnOnce(&Reply<'_>) -> T) -> T {
    document::with_json(raw, |json| {
        let json = json.ok();
        let scrubbed = scrubbed(raw, json);
        read(&reply(raw, scrubbed.as_ref().map_or(json, reparsed)))
    })
}

/// Returns the body without the secrets that the request carried, if it has any of them.
fn scrubbed(raw: &RawResponse, json: Option<JsonRef<'_>>) -> Option<WipedBuffer> {
    raw.carried.scrub_json(json?)
}

fn reparsed(scrubbed: &WipedBuffer) -> Option<JsonRef<'_>> {
    JsonRef::parse(scrubbed.as_slice()).ok()
}

fn reply<'r>(raw: &'r RawResponse, json: Option<JsonRef<'r>>) -> Reply<'r> {
    Reply::new(raw.status, &raw.headers, json).hiding(&raw.carried)
}

impl<E: ApiError> fmt::Display for Refusal<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was refused with {}: ", self.endpoint, self.raw.status.as_u16())?;
        fmt_api_error(&self.error, f)
    }
}

impl<E: ApiError> fmt::Debug for Refusal<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("endpoint", &self.endpoint)
            .field("status", &self.raw.status)
            .field("error", &self.error.name())
            .field("code", &self.code().map(OneLine))
            .field("message", &self.message().map(OneLine))
            .finish_non_exhaustive()
    }
}

impl<E: ApiError> std::error::Error for Refusal<E> {}

#[cfg(all(test, feature = "derive"))]
mod tests {
    use super::*;
    use crate::ApiError;

    #[derive(Debug, ApiError)]
    enum Fault {
        #[api_error(other)]
        Other,
    }

    #[test]
    fn does_not_keep_what_was_sent() {
        let raw = RawResponse::new(StatusCode::BAD_REQUEST, HeaderMap::new(), "{}");
        let refusal = Refusal::<Fault>::read("LogIn", raw.hiding(Carried::new(smallvec::smallvec!["hunter22".into()])));
        assert_eq!(format!("{:?}", refusal.raw.carried), "Carried(0 texts)");
    }
}
