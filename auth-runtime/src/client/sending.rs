//! Records how far the request of a call has been sent, which is needed when the call fails.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::call::Arrived;
use crate::request::body::outgoing::Outgoing;
use crate::request::body::source::Fault;

/// The request is waiting for a connection.
const WAITING: u8 = 0;
/// A connection has started to write the request.
const WRITING: u8 = 1;
/// The call failed before the request was written, so it must not be written any more.
const GIVEN_UP: u8 = 2;
/// The head of a response has arrived.
const ANSWERED: u8 = 3;

/// The progress of a call's request. A request cannot be written before its body is polled, because its head contains
/// the length of the body. Therefore a body that was never polled proves that nothing was sent, for every kind of
/// failure: address, connection, TLS, proxy tunnel, timeout, or a connection that ended too early.
#[derive(Clone, Default)]
pub(crate) struct Sending(Arc<AtomicU8>);

impl Sending {
    /// Returns the body for the next attempt.
    pub(crate) fn body(&self, outgoing: Outgoing) -> reqwest::Body {
        self.0.store(WAITING, SeqCst);
        reqwest::Body::wrap(Watched { outgoing, sending: self.clone() })
    }

    pub(crate) fn answered(&self) {
        self.0.store(ANSWERED, SeqCst);
    }

    /// Records that the attempt failed. If writing the request has not started, it is prevented from now on, because a
    /// connection may be about to start on another thread.
    pub(crate) fn give_up(&self) -> Arrived {
        match self.0.compare_exchange(WAITING, GIVEN_UP, SeqCst, SeqCst) {
            Ok(_) | Err(GIVEN_UP) => Arrived::No,
            Err(ANSWERED) => Arrived::Yes,
            Err(_) => Arrived::Maybe,
        }
    }

    /// Records that writing starts, and returns whether it may.
    fn begin(&self) -> bool {
        self.0.compare_exchange(WAITING, WRITING, SeqCst, SeqCst) != Err(GIVEN_UP)
    }
}

/// A body that records when it is first polled. It cannot be cloned, so no HTTP client can repeat it on its own or send
/// it to the target of a redirect.
struct Watched {
    outgoing: Outgoing,
    sending: Sending,
}

impl Body for Watched {
    type Data = Bytes;
    type Error = Fault;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Fault>>> {
        if !self.sending.begin() {
            return Poll::Ready(Some(Err(GivenUp.into())));
        }
        self.outgoing.poll_next(cx).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    /// hyper calls this before it writes the head. A request that was given up is not at its end, because its first
    /// frame is an error.
    fn is_end_stream(&self) -> bool {
        self.sending.begin() && self.outgoing.is_empty()
    }

    /// Layers around the client call this too, so it must not record that writing has started.
    fn size_hint(&self) -> SizeHint {
        self.outgoing.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The call ended before its request was written.
#[derive(Debug, thiserror::Error)]
#[error("the call has ended")]
struct GivenUp;

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(text: &'static str) -> (Sending, Watched) {
        let sending = Sending::default();
        (sending.clone(), Watched { outgoing: text.into(), sending })
    }

    fn frame(body: &mut Watched) -> Option<Result<Bytes, ()>> {
        match Pin::new(body).poll_frame(&mut Context::from_waker(std::task::Waker::noop())) {
            Poll::Ready(frame) => {
                frame.map(|frame| frame.map_err(drop).and_then(|frame| frame.into_data().map_err(drop)))
            }
            Poll::Pending => None,
        }
    }

    #[test]
    fn says_how_far_it_has_come() {
        for text in ["", "a=b"] {
            let (sending, body) = watched(text);
            assert_eq!((body.size_hint().exact(), sending.give_up()), (Some(text.len() as u64), Arrived::No));
            let (sending, body) = watched(text);
            assert_eq!((body.is_end_stream(), sending.give_up()), (text.is_empty(), Arrived::Maybe));
            let (sending, mut body) = watched(text);
            assert_eq!(frame(&mut body), (!text.is_empty()).then_some(Ok(Bytes::from(text))));
            assert_eq!((body.is_end_stream(), frame(&mut body), sending.give_up()), (true, None, Arrived::Maybe));
            sending.answered();
            assert_eq!(sending.give_up(), Arrived::Yes);
        }
    }

    /// The outcome of one attempt says nothing about the next.
    #[test]
    fn each_attempt_begins_anew() {
        let sending = Sending::default();
        sending.answered();
        let _body = sending.body("a=b".into());
        assert_eq!(sending.give_up(), Arrived::No);
        let _body = sending.body("a=b".into());
        assert!(sending.begin(), "it may be written");
    }

    /// Nothing of a request is written after its call has reported that it did not arrive.
    #[test]
    fn what_is_given_up_is_not_written() {
        for text in ["", "a=b"] {
            let (sending, mut body) = watched(text);
            assert_eq!((sending.give_up(), sending.give_up()), (Arrived::No, Arrived::No));
            assert_eq!(
                (body.is_end_stream(), frame(&mut body), sending.give_up()),
                (false, Some(Err(())), Arrived::No)
            );
        }
    }
}
