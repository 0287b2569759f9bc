//! Where a credential is put.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use crate::request::RequestError;
use crate::request::RequestProblem;
use crate::request::carried::Secrets;
use crate::value::encode::write_text;
use crate::value::wiped::WipedBuffer;
use crate::value::{Encode, Secret};

/// A request that a [`Credential`](crate::Credential) is being attached to.
///
/// The headers it sets are marked as sensitive and are wiped when the request is dropped.
pub struct Attach<'a> {
    endpoint: &'static str,
    headers: &'a mut HeaderMap,
    secrets: &'a mut Secrets,
}

impl<'a> Attach<'a> {
    pub(crate) fn new(endpoint: &'static str, headers: &'a mut HeaderMap, secrets: &'a mut Secrets) -> Self {
        Self { endpoint, headers, secrets }
    }

    /// `Authorization: Bearer …` (RFC 6750 §2.1).
    pub fn bearer(&mut self, token: &Secret) -> Result<(), RequestError> {
        self.header("authorization", "Bearer ", token)
    }

    /// The header `name`, with `prefix` before the secret. The name is in lower case. An error if the secret is empty or
    /// has anything but visible ASCII: such a header could end early and start another.
    pub fn header(&mut self, name: &'static str, prefix: &str, secret: &Secret) -> Result<(), RequestError> {
        let value = header_text(prefix, secret).and_then(sensitive);
        self.ready(name, value.as_ref(), secret)
    }

    /// A header whose value is made already; `None` if the secret cannot be one.
    pub(crate) fn ready(
        &mut self,
        name: &'static str,
        value: Option<&HeaderValue>,
        secret: &Secret,
    ) -> Result<(), RequestError> {
        self.secrets.push(secret.clone());
        self.insert(name, value.cloned())
    }

    /// `Authorization: Basic …` (RFC 7617). Either may be empty; the user name must not have a colon.
    pub fn basic(&mut self, username: &dyn Encode, password: &dyn Encode) -> Result<(), RequestError> {
        let unwritable = |name| RequestError::new(self.endpoint, RequestProblem::Unwritable { name });
        let mut pair = WipedBuffer::new();
        write_text(&username.encode(), &mut pair).map_err(|_| unwritable("username"))?;
        if pair.as_slice().contains(&b':') {
            return Err(self.refuse(RequestProblem::UserName));
        }
        pair.push(b":");
        write_text(&password.encode(), &mut pair).map_err(|_| unwritable("password"))?;
        self.carry(username);
        self.carry(password);
        let value = basic(&pair);
        self.secrets.push(Secret::from(value.as_str().trim_start_matches("Basic ")));
        self.insert("authorization", sensitive(value))
    }

    fn carry(&mut self, field: &dyn Encode) {
        field.encode().each_secret(&mut |secret| self.secrets.push(secret.clone()));
    }

    fn insert(&mut self, name: &'static str, value: Option<HeaderValue>) -> Result<(), RequestError> {
        let unfit = RequestProblem::CredentialText { header: name };
        let (Ok(header), Some(value)) = (HeaderName::from_bytes(name.as_bytes()), value) else {
            return Err(self.refuse(unfit));
        };
        self.headers.insert(header, value);
        Ok(())
    }

    pub(crate) fn refuse(&self, problem: RequestProblem) -> RequestError {
        RequestError::new(self.endpoint, problem)
    }
}

/// Shows whether a credential is there, not which.
impl fmt::Debug for Attach<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let authorized = self.headers.contains_key(AUTHORIZATION);
        f.debug_struct("Attach").field("endpoint", &self.endpoint).field("authorized", &authorized).finish()
    }
}

/// The prefix and the secret; `None` if the secret is empty or has anything but visible ASCII.
pub(crate) fn header_text(prefix: &str, secret: &Secret) -> Option<WipedBuffer> {
    let text = secret.expose();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut value = WipedBuffer::with_capacity(prefix.len() + text.len());
    value.push_str(prefix);
    value.push_str(text);
    Some(value)
}

/// A header value that shares the buffer, so that it is wiped on the last drop.
pub(crate) fn sensitive(value: WipedBuffer) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(value.into_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn basic(pair: &WipedBuffer) -> WipedBuffer {
    let mut value = WipedBuffer::new();
    value.push_str("Basic ");
    // In pieces of three bytes, which encode to four without padding, so that no unwiped text is made.
    for piece in pair.as_slice().chunks(3) {
        let mut four = zeroize::Zeroizing::new([0; 4]);
        let written = STANDARD.encode_slice(piece, four.as_mut_slice()).unwrap_or_default();
        value.push(four.get(..written).unwrap_or_default());
    }
    value
}
