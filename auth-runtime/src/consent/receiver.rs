//! The callback of a program on the user's own machine (RFC 8252 §7.3).

mod page;
mod request;

use std::io;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use self::page::{Page, answer};
use self::request::Request;
use crate::consent::CallbackError;

/// How many connections are read at a time: browsers open some that they never use.
const CONNECTIONS: usize = 32;

/// A server on this machine for the one callback of a program without a server: a command-line tool, a desktop application
/// (RFC 8252 §7.3).
///
/// It listens on a loopback address and a port of its own, for one path. A request for another path, for another host name
/// (a page elsewhere whose name was pointed to this machine), or with another `state` is refused, and the wait goes on. A
/// callback with the right `state` ends it, whatever else it says. The code may be in the query or, with
/// `response_mode=form_post`, in a form. What the person sees afterwards is a page without scripts.
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

/// Why there is no callback.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiverError {
    /// This machine gives no port.
    #[error("cannot listen for the callback: {0}")]
    Io(#[from] io::Error),
    /// The person did not come back in time.
    #[error("nobody came back from the authorization page in time")]
    TimedOut,
    /// The callback is refused, or says no.
    #[error(transparent)]
    Callback(CallbackError),
}

impl CallbackReceiver {
    /// Listens on a port that the operating system chooses: `http://127.0.0.1:PORT/callback`. The authorization server
    /// accepts any port there (RFC 8252 §7.3).
    pub async fn bind() -> io::Result<Self> {
        Self::bind_to(0, "/callback").await
    }

    /// The same with a fixed port and path, for a provider that compares the whole redirect URI. Port 0 is any.
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

    /// What the person reads in the browser after the log-in.
    #[must_use]
    pub fn message(self, message: impl Into<String>) -> Self {
        Self { message: message.into(), ..self }
    }

    /// How long to wait for the person; five minutes by default.
    #[must_use]
    pub fn time_limit(self, time_limit: Duration) -> Self {
        Self { time_limit, ..self }
    }

    /// The redirect URI for the authorization request, and for the request that exchanges the code.
    #[must_use]
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Waits for the person to come back. `finish` reads the callback, as
    /// [`Authorization::finish`](crate::consent::Authorization::finish) does.
    pub async fn receive<T>(self, finish: impl FnMut(&str) -> Result<T, CallbackError>) -> Result<T, ReceiverError> {
        let time_limit = self.time_limit;
        tokio::time::timeout(time_limit, self.wait(finish)).await.map_err(|_| ReceiverError::TimedOut)?
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

    /// `None` if the request is not the callback.
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
        match finish(callback.as_str()) {
            Err(CallbackError::State | CallbackError::Repeated { .. }) => {
                answer(stream, Page::Foreign).await;
                None
            }
            Ok(finished) => {
                answer(stream, Page::Done(&self.message)).await;
                Some(Ok(finished))
            }
            Err(error) => {
                answer(stream, Page::Failed).await;
                Some(Err(error))
            }
        }
    }
}
