//! Replies that end in the middle.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Response, header};
use http_body::{Frame, SizeHint};

/// How a reply ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ending {
    #[default]
    Whole,
    /// The connection is closed instead.
    Closed,
    /// The connection is closed in the middle of the body.
    Truncated,
}

/// Cuts off a response that is truncated. One without a body has nothing to cut off; the server closes the connection
/// instead.
pub(super) fn end(response: Response<Body>, ending: Ending) -> Response<Body> {
    let length = response.body().size_hint().exact().unwrap_or_default();
    match ending {
        Ending::Truncated if length > 0 => truncate(response, length),
        Ending::Whole | Ending::Truncated | Ending::Closed => response,
    }
}

/// Announces the whole body, and sends half of it.
fn truncate(mut response: Response<Body>, length: u64) -> Response<Body> {
    response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    let half = length / 2;
    response.map(|body| Body::new(Broken { rest: Some((body, half)), length, is_sent: false }))
}

/// A body that fails after its first half. The server closes the connection then, and what it has not sent by that time
/// is not sent.
struct Broken {
    /// The body, and how many bytes of it are sent.
    rest: Option<(Body, u64)>,
    /// The length that is announced.
    length: u64,
    /// Whether the server had time to send what it has.
    is_sent: bool,
}

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some((mut body, half)) = self.rest.take() {
            // The body is in memory: its only frame is ready.
            if let Poll::Ready(Some(Ok(frame))) = Pin::new(&mut body).poll_frame(cx) {
                let data = frame.into_data().unwrap_or_default();
                let half = usize::try_from(half).unwrap_or_default().min(data.len());
                return Poll::Ready(Some(Ok(Frame::data(data.slice(..half)))));
            }
        }
        if !self.is_sent {
            self.is_sent = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
