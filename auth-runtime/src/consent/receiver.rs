//! Receives the callback of a program on the user's own machine (RFC 8252 §7.3).

mod page;
mod request;

use std::io;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use self::page::{Page, answer};
use self::request::Request;
use crate::consent::CallbackError;

/// The maximum number of connections that are read at once. Browsers open some that they never use.
const CONNECTIONS: usize = 32;

/// A local server that receives one callback, for programs without a server, such as command-line tools and desktop
/// applications (RFC 8252 §7.3).
///
/// It listens on a loopback address with its own port, for one path. It rejects a request with another path, another
/// `state`, or another host name (of a web page whose name was made to resolve to this machine), and continues to wait.
/// A callback with the right `state` ends the wait, even if it is an error. The code may be in the query or, with
/// `response_mode=form_post`, in a form. The user then sees a page without scripts.
///
/// ```no_run
/// # use auth_runtime::consent::{Authorization, AuthorizationCode, CallbackReceiver, ReceiverError};
/// # fn start(redirect_uri: &str) -> Authorization { unimplemented!() }
/// # async fn example() -> Result<AuthorizationCode, ReceiverError> {
/// let receiver = CallbackReceiver::bind().await?;
/// let mut authorization = start(receiver.redirect_uri());
/// println!("Open {}", authorization.url());
/// let code = receiver.receive(|callback| authorization.finish(callback)).await?;
/// # Ok(code)
/// # }
/// ```
#[derive(Debug)]
pub struct CallbackReceiver {
    listener: TcpListener,
    authority: String,
    path: String,
    redirect_uri: String,
    message: String,
    time_limit: Duration,
}

/// Why no callback was received.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiverError {
    /// Listening on a port failed.
    #[error("cannot listen for the callback: {0}")]
    Io(#[from] io::Error),
    /// The user did not return in time.
    #[error("nobody came back from the authorization page in time")]
    TimedOut,
    /// The callback was rejected, or is an error.
    #[error(transparent)]
    Callback(CallbackError),
}

impl CallbackReceiver {
    /// Listens on a port that the operating system chooses: `http://127.0.0.1:PORT/callback`. The authorization server
    /// must accept any port (RFC 8252 §7.3).
    pub async fn bind() -> io::Result<Self> {
        Self::bind_to(0, "/callback").await
    }

    /// Listens on a fixed port and path, for a provider that compares the whole redirect URI. Port 0 lets the operating
    /// system choose.
    pub async fn bind_to(port: u16, path: &str) -> io::Result<Self> {
        let listener = match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => listener,
            Err(first) => TcpListener::bind(("::1", port)).await.map_err(|_| first)?,
        };
        let authority = listener.local_addr()?.to_string();
        let path = format!("/{}", path.trim_start_matches('/'));
        Ok(Self {
            redirect_uri: format!("http://{authority}{path}"),
            listener,
            authority,
            path,
            message: "You can close this window and go back to the program.".to_owned(),
            time_limit: Duration::from_secs(300),
        })
    }

    /// Sets the text that the user reads in the browser after logging in.
    #[must_use]
    pub fn message(self, message: impl Into<String>) -> Self {
        Self { message: message.into(), ..self }
    }

    /// Sets how long to wait for the user; five minutes by default.
    #[must_use]
    pub fn time_limit(self, time_limit: Duration) -> Self {
        Self { time_limit, ..self }
    }

    /// Returns the redirect URI for the authorization request and for the code exchange.
    #[must_use]
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Waits for the user to return. `finish` reads the callback, as
    /// [`Authorization::finish`](crate::consent::Authorization::finish) does.
    pub async fn receive<T>(self, finish: impl FnMut(&str) -> Result<T, CallbackError>) -> Result<T, ReceiverError> {
        tokio::time::timeout(self.time_limit, self.wait(finish)).await.map_err(|_| ReceiverError::TimedOut)?
    }

    async fn wait<T>(self, mut finish: impl FnMut(&str) -> Result<T, CallbackError>) -> Result<T, ReceiverError> {
        let mut reading: JoinSet<Option<(TcpStream, Request)>> = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept(), if reading.len() < CONNECTIONS => {
                    let (stream, _) = accepted?;
                    reading.spawn(request::read(stream));
                }
                Some(read) = reading.join_next(), if !reading.is_empty() => {
                    let Ok(Some((stream, request))) = read else { continue };
                    if let Some(finished) = self.decide(stream, &request, &mut finish).await {
                        return finished.map_err(ReceiverError::Callback);
                    }
                }
            }
        }
    }

    /// Answers a request and returns the result of its callback; `None` if it is not the callback.
    async fn decide<T>(
        &self,
        stream: TcpStream,
        request: &Request,
        finish: &mut impl FnMut(&str) -> Result<T, CallbackError>,
    ) -> Option<Result<T, CallbackError>> {
        let Some(callback) = request.callback(&self.authority, &self.path) else {
            answer(stream, Page::NotFound).await;
            return None;
        };
        let (page, finished) = match finish(callback.as_str()) {
            Err(CallbackError::State | CallbackError::Repeated { .. }) => (Page::Foreign, None),
            Ok(finished) => (Page::Done(&self.message), Some(Ok(finished))),
            Err(error) => (Page::Failed, Some(Err(error))),
        };
        answer(stream, page).await;
        finished
    }
}
