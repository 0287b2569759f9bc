//! Request bodies that can be sent again.

use bytes::Bytes;
use http_body_util::{Empty, Full};

use crate::request::Body;

/// A request body that may have to be sent twice: see [`SessionLayer`](crate::session::SessionLayer). Implement it for
/// your own types, and return `None` for a body that can be read only once; for types of other crates, use
/// [`SessionLayer::replaying`](crate::session::SessionLayer::replaying).
///
/// ```
/// use auth_runtime::session::Replay;
///
/// enum Upload {
///     Text(String),
///     Stream(std::net::TcpStream),
/// }
///
/// impl Replay for Upload {
///     fn replay(&self) -> Option<Self> {
///         match self {
///             Self::Text(text) => Some(Self::Text(text.clone())),
///             Self::Stream(_) => None,
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a session does not know whether a body of type `{Self}` can be sent again",
    label = "does not implement `Replay`",
    note = "say it to the layer: `SessionLayer::new(session).replaying(|body| …)`, with `None` for what can be read once"
)]
pub trait Replay: Sized {
    /// Returns the same body, unread; `None` if it can be read only once. It is called before the body is sent for the
    /// first time.
    fn replay(&self) -> Option<Self>;
}

macro_rules! replayed_by_clone {
    ($($body:ty),*) => { $(impl Replay for $body {
        fn replay(&self) -> Option<Self> {
            Some(self.clone())
        }
    })* };
}

replayed_by_clone!((), Bytes, Body, String, Vec<u8>, &'static str, &'static [u8], Full<Bytes>);

impl<D> Replay for Empty<D> {
    fn replay(&self) -> Option<Self> {
        Some(Self::new())
    }
}

/// Returns an absent body for an absent one.
impl<B: Replay> Replay for Option<B> {
    fn replay(&self) -> Option<Self> {
        match self {
            Some(body) => body.replay().map(Some),
            None => Some(None),
        }
    }
}

/// Returns a copy; `None` for a stream.
impl Replay for reqwest::Body {
    fn replay(&self) -> Option<Self> {
        self.as_bytes().map(Bytes::copy_from_slice).map(Self::from)
    }
}

/// How a layer gets a body to send again. It is hidden because users have [`Replay`] and closures.
pub trait Replays<B>: Clone {
    fn replay(&self, body: &B) -> Option<B>;
}

/// Uses the body's own [`Replay`].
#[derive(Clone, Copy, Debug)]
pub struct ByItself;

impl<B: Replay> Replays<B> for ByItself {
    fn replay(&self, body: &B) -> Option<B> {
        body.replay()
    }
}

/// Uses a closure.
#[derive(Clone, Copy)]
pub struct By<F>(pub(crate) F);

impl<B, F: Fn(&B) -> Option<B> + Clone> Replays<B> for By<F> {
    fn replay(&self, body: &B) -> Option<B> {
        (self.0)(body)
    }
}
