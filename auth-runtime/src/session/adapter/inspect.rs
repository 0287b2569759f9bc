//! Inspects the bodies of responses for refusals that the status does not show.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};

use crate::response::{Class, Classes, RawResponse};
use crate::value::wiped::WipedBuffer;

/// Whether a response asks for another token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The response does not ask for another token.
    Accepted,
    /// The response asks for another token.
    Refused,
}

impl Verdict {
    pub(crate) fn of_status(status: StatusCode) -> Self {
        if status == StatusCode::UNAUTHORIZED { Self::Refused } else { Self::Accepted }
    }

    fn of_class(class: Option<Class>) -> Self {
        if class == Some(Class::Reauthenticate) { Self::Refused } else { Self::Accepted }
    }
}

/// How responses with the body `A` are inspected. It is hidden because users call `inspect_body`.
pub trait Looks<A>: Clone + Send {
    /// The body of the response that is returned.
    type Body: Send;

    /// Returns the same response, and whether it asks for another token.
    fn judge(self, response: Response<A>) -> impl Future<Output = (Response<Self::Body>, Verdict)> + Send;
}

/// Inspects only the status.
#[cfg(feature = "tower")]
#[derive(Clone, Copy, Debug)]
pub struct ByStatus;

#[cfg(feature = "tower")]
impl<A: Send> Looks<A> for ByStatus {
    type Body = A;

    async fn judge(self, response: Response<A>) -> (Response<A>, Verdict) {
        let verdict = Verdict::of_status(response.status());
        (response, verdict)
    }
}

/// Inspects the body too, if it has at most `limit` bytes.
#[derive(Clone, Copy, Debug)]
pub struct ByBody {
    pub(crate) limit: usize,
    pub(crate) classes: Classes,
}

impl<A> Looks<A> for ByBody
where
    A: Body<Data: Send, Error: Send> + Send,
{
    type Body = Inspected<A>;

    /// Reads the beginning of the body. The frames that were read and the rest of the body are returned unchanged.
    async fn judge(self, response: Response<A>) -> (Response<Inspected<A>>, Verdict) {
        let (head, body) = response.into_parts();
        let mut body = Inspected::new(body);
        let by_status = Verdict::of_status(head.status);
        if is_stream(&head.headers) || is_longer(&head.headers, self.limit) {
            return (Response::from_parts(head, body), by_status);
        }
        let verdict = match body.read(self.limit).await {
            Some(text) => {
                let raw = RawResponse::new(head.status, head.headers.clone(), text);
                Verdict::of_class(self.classes.class(&raw))
            }
            None => by_status,
        };
        (Response::from_parts(head, body), verdict)
    }
}

/// Whether the body is a stream, which must be passed on piece by piece.
fn is_stream(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_media = ["audio/", "image/", "multipart/", "video/"].iter().any(|family| essence.starts_with(family));
    is_media || matches!(&*essence, "text/event-stream" | "application/octet-stream" | "application/x-ndjson")
}

fn is_longer(headers: &HeaderMap, limit: usize) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    length.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
}

/// A body whose beginning may have been read. It returns the whole body unchanged.
///
/// It is the body of the responses of a [`SessionLayer`](super::layer::SessionLayer) with
/// [`inspect_body`](super::layer::SessionLayer::inspect_body).
pub struct Inspected<B: Body> {
    read: VecDeque<Frame<Bytes>>,
    /// The error that came in place of the next frame.
    failed: Option<B::Error>,
    /// The unread rest of the body; `None` after its end.
    rest: Option<Pin<Box<B>>>,
}

/// The rest is pinned on its own, in a box.
impl<B: Body> Unpin for Inspected<B> {}

impl<B: Body> Inspected<B> {
    fn new(body: B) -> Self {
        Self { read: VecDeque::new(), failed: None, rest: Some(Box::pin(body)) }
    }

    /// Reads the whole body; `None` if it is longer than `limit`, or fails. What was read is kept in one piece, so that
    /// many small pieces need no more memory than their bytes.
    async fn read(&mut self, limit: usize) -> Option<Bytes> {
        let mut text = WipedBuffer::new();
        let is_whole = self.read_into(&mut text, limit).await;
        let text = text.into_bytes();
        if !text.is_empty() {
            self.read.push_front(Frame::data(text.clone()));
        }
        is_whole.then_some(text)
    }

    async fn read_into(&mut self, text: &mut WipedBuffer, limit: usize) -> bool {
        loop {
            match std::future::poll_fn(|context| self.poll_rest(context)).await {
                None => return true,
                Some(Err(error)) => {
                    self.failed = Some(error);
                    return false;
                }
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if text.as_slice().len().saturating_add(data.len()) > limit => {
                        self.read.push_back(Frame::data(data));
                        return false;
                    }
                    Ok(data) => text.push(&data),
                    Err(trailers) => self.read.push_back(trailers),
                },
            }
        }
    }

    fn poll_rest(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let Some(rest) = &mut self.rest else { return Poll::Ready(None) };
        let frame = ready!(rest.as_mut().poll_frame(context));
        if !matches!(frame, Some(Ok(_))) {
            self.rest = None;
        }
        Poll::Ready(frame.map(|frame| Ok(frame?.map_data(|mut data| data.copy_to_bytes(data.remaining())))))
    }
}

impl<B: Body> Body for Inspected<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if let Some(frame) = self.read.pop_front() {
            return Poll::Ready(Some(Ok(frame)));
        }
        match self.failed.take() {
            Some(error) => Poll::Ready(Some(Err(error))),
            None => self.poll_rest(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.read.is_empty() && self.failed.is_none() && self.rest.as_ref().is_none_or(http_body::Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let read = self.read.iter().filter_map(Frame::data_ref).map(|data| data.len() as u64).sum::<u64>();
        let mut hint = self.rest.as_ref().map_or_else(|| SizeHint::with_exact(0), http_body::Body::size_hint);
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper.saturating_add(read));
        }
        hint.set_lower(hint.lower().saturating_add(read));
        hint
    }
}

/// Shows nothing of the content.
impl<B: Body> fmt::Debug for Inspected<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inspected").field("pieces", &self.read.len()).finish_non_exhaustive()
    }
}
