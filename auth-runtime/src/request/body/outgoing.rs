//! A body that is about to be sent: its files and streams are open.

use std::collections::VecDeque;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::source::{Fault, Source, Stream};
use super::upload::Content as UploadContent;
use super::{Body, Content, Piece};
use crate::request::RequestProblem;

/// A body with open files and streams.
pub(crate) enum Outgoing {
    /// A body in one piece, as nearly all are.
    Bytes(Bytes),
    Pieces(VecDeque<Open>),
}

pub(crate) enum Open {
    Bytes(Bytes),
    Stream(Stream),
}

impl Body {
    /// Opens the files and streams. A file that cannot be opened is known before anything is sent.
    pub(crate) async fn open(&self) -> Result<Outgoing, RequestProblem> {
        match &self.0 {
            Content::Bytes(bytes) => Ok(Outgoing::Bytes(bytes.clone())),
            Content::Streamed(pieces) => open(pieces).await.map(Outgoing::Pieces),
        }
    }
}

async fn open(pieces: &[Piece]) -> Result<VecDeque<Open>, RequestProblem> {
    let mut open = VecDeque::with_capacity(pieces.len());
    for piece in pieces {
        open.push_back(piece.open().await?);
    }
    open.retain(|piece| !piece.is_empty());
    Ok(open)
}

impl Piece {
    async fn open(&self) -> Result<Open, RequestProblem> {
        match self {
            Self::Bytes(bytes) => Ok(Open::Bytes(bytes.clone())),
            Self::Upload(name, upload) => match upload.content() {
                UploadContent::Bytes(bytes) => Ok(Open::Bytes(bytes.clone())),
                UploadContent::Source(source) => open_source(name, source).await,
            },
        }
    }
}

async fn open_source(name: &'static str, source: &Source) -> Result<Open, RequestProblem> {
    source.open().await.map(Open::Stream).map_err(|error| RequestProblem::Upload { name, kind: error.kind() })
}

impl Open {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Bytes(bytes) if bytes.is_empty())
    }

    fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Stream(stream) => stream.length,
        }
    }
}

impl Outgoing {
    /// Returns the number of bytes that are left, if it is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Pieces(pieces) => pieces.iter().try_fold(0_u64, |sum, piece| sum.checked_add(piece.length()?)),
        }
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Pieces(pieces) => pieces.is_empty(),
        }
    }

    /// Returns the next bytes; `None` at the end.
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        match self {
            Self::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Self::Pieces(pieces) => poll_pieces(pieces, cx),
        }
    }
}

fn poll_pieces(pieces: &mut VecDeque<Open>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
    loop {
        let Some(first) = pieces.front_mut() else { return Poll::Ready(None) };
        let chunk = match first {
            Open::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                pieces.pop_front();
                return Poll::Ready(Some(Ok(bytes)));
            }
            Open::Stream(stream) => std::task::ready!(stream.poll_next(cx)),
        };
        match chunk {
            None => pieces.pop_front().map_or((), drop),
            Some(Ok(bytes)) if bytes.is_empty() => {}
            some => return Poll::Ready(some),
        }
    }
}

#[cfg(test)]
impl From<&'static str> for Outgoing {
    fn from(text: &'static str) -> Self {
        Self::Bytes(Bytes::from_static(text.as_bytes()))
    }
}
