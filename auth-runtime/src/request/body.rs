//! The body of a request.

#[cfg(feature = "client")]
pub(crate) mod outgoing;
#[cfg(feature = "client")]
pub(crate) mod source;
pub(crate) mod upload;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use self::upload::Upload;
use crate::value::wiped::WipedBuffer;

/// The body of a request. It may contain secrets: `Debug` shows only its length, and it is wiped when the last copy is
/// dropped.
#[derive(Clone, Default)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    /// Pieces of which some are read while they are sent.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client reads it"))]
    Streamed(Arc<[Piece]>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// A piece of a body: bytes, or an upload with the name of its field.
#[derive(Clone)]
pub(crate) enum Piece {
    Bytes(Bytes),
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client reads it"))]
    Upload(&'static str, Upload),
}

#[cfg(feature = "client")]
impl Piece {
    fn changed(&self, change: &impl Fn(&[u8]) -> Option<WipedBuffer>) -> Self {
        match self {
            Self::Bytes(bytes) => Self::Bytes(change(bytes).map_or_else(|| bytes.clone(), WipedBuffer::into_bytes)),
            Self::Upload(..) => self.clone(),
        }
    }

    fn is_repeatable(&self) -> bool {
        match self {
            Self::Bytes(_) => true,
            Self::Upload(_, upload) => match upload.content() {
                upload::Content::Bytes(_) => true,
                upload::Content::Source(source) => source.is_repeatable(),
            },
        }
    }
}

impl Body {
    /// Joins pieces. If all of them are in memory, so is the body, and a signature can cover it.
    pub(crate) fn of(pieces: Vec<Piece>) -> Self {
        if !pieces.iter().all(|piece| piece.in_memory().is_some()) {
            return Self(Content::Streamed(pieces.into()));
        }
        if let [one] = pieces.as_slice() {
            return Self(Content::Bytes(one.in_memory().cloned().unwrap_or_default()));
        }
        let mut joined = WipedBuffer::new();
        pieces.iter().filter_map(Piece::in_memory).for_each(|bytes| joined.push(bytes));
        joined.into()
    }

    /// Returns the bytes as they are sent; empty if the body [is streamed](Self::is_streamed).
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        match &self.0 {
            Content::Bytes(bytes) => bytes,
            Content::Streamed(_) => &[],
        }
    }

    /// Returns the bytes for an HTTP client, without copying them; empty if the body [is streamed](Self::is_streamed).
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        match self.0 {
            Content::Bytes(bytes) => bytes,
            Content::Streamed(_) => Bytes::new(),
        }
    }

    /// Whether a part of the body is a file or a stream, which is read while it is sent. Only a client sends such a body.
    #[must_use]
    pub fn is_streamed(&self) -> bool {
        matches!(self.0, Content::Streamed(_))
    }

    /// Whether nothing is sent.
    pub(crate) fn is_empty(&self) -> bool {
        !self.is_streamed() && self.as_slice().is_empty()
    }

    /// Replaces the bytes in memory, where `change` has something to replace.
    #[cfg(feature = "client")]
    pub(crate) fn changed(&self, change: impl Fn(&[u8]) -> Option<WipedBuffer>) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => change(bytes).map(Self::from),
            Content::Streamed(pieces) => {
                Some(Self(Content::Streamed(pieces.iter().map(|piece| piece.changed(&change)).collect())))
            }
        }
    }

    /// Whether the body can be sent a second time.
    #[cfg(feature = "client")]
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.0 {
            Content::Bytes(_) => true,
            Content::Streamed(pieces) => pieces.iter().all(Piece::is_repeatable),
        }
    }
}

impl Piece {
    fn in_memory(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Upload(_, upload) => upload.in_memory(),
        }
    }
}

impl From<WipedBuffer> for Body {
    fn from(buffer: WipedBuffer) -> Self {
        Self(Content::Bytes(buffer.into_bytes()))
    }
}

impl From<Body> for Bytes {
    fn from(body: Body) -> Self {
        body.into_bytes()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Content::Streamed(_) => f.write_str("Body(streamed)"),
        }
    }
}
