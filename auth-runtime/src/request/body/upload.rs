//! Bytes that a request carries as they are: a file, or a body of bytes.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

#[cfg(feature = "client")]
use super::source::{Source, Stream};

/// Bytes that are sent as they are: a part of a multipart body (RFC 7578), or a whole body. They are in memory, in a
/// file, or come from a stream, which are read while they are sent.
///
/// ```
/// use auth_runtime::request::Upload;
///
/// let image = Upload::from(b"\x89PNG".to_vec()).named("logo.png").typed("image/png");
/// assert_eq!((image.name(), image.media_type()), (Some("logo.png"), "image/png"));
/// ```
///
/// Bytes and files can be sent a second time, after a token was renewed; a stream only if it can be
/// [opened again](Self::streams). `Debug` shows neither the content nor the path.
#[derive(Clone)]
pub struct Upload {
    content: Content,
    name: Option<Cow<'static, str>>,
    media_type: Cow<'static, str>,
}

#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    #[cfg(feature = "client")]
    Source(Source),
}

/// The media type of bytes of which nothing is known (RFC 2046 §4.5.1).
const OCTET_STREAM: &str = "application/octet-stream";

impl Upload {
    fn of(content: Content) -> Self {
        Self { content, name: None, media_type: Cow::Borrowed(OCTET_STREAM) }
    }

    /// Makes an upload of a file, which is opened each time it is sent. Its name is that of the file.
    ///
    /// ```no_run
    /// # use auth_runtime::request::Upload;
    /// let report = Upload::file("/home/ada/report.pdf").typed("application/pdf");
    /// ```
    #[cfg(feature = "client")]
    #[must_use]
    pub fn file(path: impl Into<std::path::PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { name: name.map(Cow::Owned), ..Self::of(Content::Source(Source::file(path))) }
    }

    /// Makes an upload of a stream, which can be sent once. Its length is sent if the stream knows it.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn stream<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
    {
        Self::of(Content::Source(Source::once(Stream::of(body))))
    }

    /// Makes an upload of streams of the same bytes: `open` is called each time they are sent.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn streams<B>(open: impl Fn() -> B + Send + Sync + 'static) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
    {
        Self::of(Content::Source(Source::again(move || Stream::of(open()))))
    }

    /// Sets the name of the file, which a part of a multipart body has. By default it is that of the field.
    #[must_use]
    pub fn named(self, name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Sets the media type, which a part of a multipart body has: `application/octet-stream` by default.
    #[must_use]
    pub fn typed(self, media_type: impl Into<Cow<'static, str>>) -> Self {
        Self { media_type: media_type.into(), ..self }
    }

    /// Returns the name of the file.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    #[cfg(feature = "client")]
    pub(crate) fn content(&self) -> &Content {
        &self.content
    }

    /// Returns the bytes, if they are in memory.
    #[cfg_attr(
        not(feature = "client"),
        expect(clippy::unnecessary_wraps, reason = "only a client reads from a source")
    )]
    pub(crate) fn in_memory(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            #[cfg(feature = "client")]
            Content::Source(_) => None,
        }
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::of(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<&[u8]> for Upload {
    fn from(bytes: &[u8]) -> Self {
        Self::from(Bytes::copy_from_slice(bytes))
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<&str> for Upload {
    fn from(text: &str) -> Self {
        Self::from(text.as_bytes())
    }
}

impl From<&Self> for Upload {
    fn from(upload: &Self) -> Self {
        upload.clone()
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.in_memory().map(Bytes::len);
        f.debug_struct("Upload").field("media_type", &self.media_type).field("length", &length).finish_non_exhaustive()
    }
}
