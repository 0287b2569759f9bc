//! The body of a request.

use std::fmt;

use bytes::Bytes;

use crate::value::wiped::WipedBuffer;

/// The body of a request. It may contain secrets: `Debug` shows only its length, and it is wiped when the last copy is
/// dropped.
#[derive(Clone, Default)]
pub struct Body(Bytes);

impl Body {
    /// Returns the bytes as they are sent.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Returns the bytes for an HTTP client, without copying them.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl From<WipedBuffer> for Body {
    fn from(buffer: WipedBuffer) -> Self {
        Self(buffer.into_bytes())
    }
}

impl From<Body> for Bytes {
    fn from(body: Body) -> Self {
        body.into_bytes()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}
