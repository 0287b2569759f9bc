//! Where the bytes of an upload come from, if they are not in memory.

use std::error::Error as StdError;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::task::{JoinHandle, spawn_blocking};

/// The number of bytes of a file that are read at once.
const CHUNK: usize = 64 * 1024;

/// An error of a stream.
pub(crate) type Fault = Box<dyn StdError + Send + Sync>;

/// A source of bytes that are not in memory.
#[derive(Clone)]
pub(crate) enum Source {
    File(Arc<PathBuf>),
    /// A stream, until it is sent.
    Once(Arc<Mutex<Option<Stream>>>),
    Again(Arc<dyn Fn() -> Stream + Send + Sync>),
}

impl Source {
    pub(crate) fn file(path: PathBuf) -> Self {
        Self::File(Arc::new(path))
    }

    pub(crate) fn once(stream: Stream) -> Self {
        Self::Once(Arc::new(Mutex::new(Some(stream))))
    }

    pub(crate) fn again(open: impl Fn() -> Stream + Send + Sync + 'static) -> Self {
        Self::Again(Arc::new(open))
    }

    /// Whether the bytes can be sent a second time.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Self::File(_) | Self::Again(_) => true,
            Self::Once(_) => false,
        }
    }

    /// Opens the source, so that a missing file is known before anything is sent. A stream that was sent before gives
    /// an error of the kind [`io::ErrorKind::NotFound`].
    pub(crate) async fn open(&self) -> io::Result<Stream> {
        match self {
            Self::File(path) => open_file(Arc::clone(path)).await,
            Self::Once(stream) => take(stream).ok_or_else(|| io::ErrorKind::NotFound.into()),
            Self::Again(open) => Ok(open()),
        }
    }
}

async fn open_file(path: Arc<PathBuf>) -> io::Result<Stream> {
    spawn_blocking(move || open_file_here(&path)).await.map_err(io::Error::other)?
}

fn take(stream: &Mutex<Option<Stream>>) -> Option<Stream> {
    stream.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Opens a file, which may block the thread.
fn open_file_here(path: &PathBuf) -> io::Result<Stream> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A pipe or a device does not say how much it will give.
    let length = metadata.is_file().then_some(metadata.len());
    Ok(Stream { chunks: Mutex::new(Box::pin(FileChunks { state: State::Open(file) })), length })
}

/// An open stream, and how many bytes it has left, if it says so.
pub(crate) struct Stream {
    /// In a mutex, which is never locked, because an HTTP client shares a body between threads.
    chunks: Mutex<Pin<Box<dyn Chunks>>>,
    pub(crate) length: Option<u64>,
}

impl Stream {
    pub(crate) fn of<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<Fault>> + Send + 'static,
    {
        let length = body.size_hint().exact();
        Self { chunks: Mutex::new(Box::pin(BodyChunks(Box::pin(body)))), length }
    }

    /// Returns the next bytes; `None` at the end. More bytes than the stream announced are an error, and so are fewer.
    pub(crate) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_chunk(cx));
        let (Some(left), true) = (self.length.as_mut(), !matches!(chunk, Some(Err(_)))) else {
            return Poll::Ready(chunk);
        };
        let read = chunk.as_ref().and_then(|chunk| chunk.as_ref().ok()).map_or(0, Bytes::len) as u64;
        match (left.checked_sub(read), &chunk) {
            (Some(0) | None, None) => Poll::Ready(None),
            (Some(rest), Some(_)) => {
                *left = rest;
                Poll::Ready(chunk)
            }
            (None, Some(_)) | (Some(_), None) => Poll::Ready(Some(Err("the upload has changed its length".into()))),
        }
    }
}

/// A stream of bytes.
trait Chunks: Send {
    fn poll_chunk(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>>;
}

/// The bytes of a body. Its trailers are dropped, because a part of a request has none.
struct BodyChunks<B>(Pin<Box<B>>);

impl<B> Chunks for BodyChunks<B>
where
    B: http_body::Body<Data = Bytes, Error: Into<Fault>> + Send,
{
    fn poll_chunk(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        loop {
            match ready!(self.0.as_mut().poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

/// The bytes of a file, which are read on a thread that may block.
struct FileChunks {
    state: State,
}

enum State {
    Open(File),
    Reading(JoinHandle<io::Result<(File, Bytes)>>),
    Done,
}

impl Chunks for FileChunks {
    fn poll_chunk(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Open(file) => self.state = State::Reading(spawn_blocking(move || read_chunk(file))),
                State::Reading(mut handle) => match Pin::new(&mut handle).poll(cx) {
                    Poll::Pending => {
                        self.state = State::Reading(handle);
                        return Poll::Pending;
                    }
                    Poll::Ready(Ok(Ok((_, bytes)))) if bytes.is_empty() => return Poll::Ready(None),
                    Poll::Ready(Ok(Ok((file, bytes)))) => {
                        self.state = State::Open(file);
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                    Poll::Ready(Ok(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
                    Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                },
                State::Done => return Poll::Ready(None),
            }
        }
    }
}

fn read_chunk(mut file: File) -> io::Result<(File, Bytes)> {
    let mut chunk = vec![0; CHUNK];
    let read = loop {
        match file.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    chunk.truncate(read);
    Ok((file, Bytes::from(chunk)))
}
