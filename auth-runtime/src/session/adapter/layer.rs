//! Uses a session as a layer of `tower`.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::mem::replace;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response, StatusCode};
use tower_layer::Layer;
use tower_service::Service;

use crate::Provider;
use crate::credential::SessionError;
use crate::session::adapter::exchange::{Exchange, Failure, Renewer};
#[cfg(doc)]
use crate::session::adapter::inspect::Inspected;
use crate::session::adapter::inspect::{ByBody, ByStatus, Looks, Verdict};
use crate::session::adapter::replay::{By, ByItself, Replays};
use crate::session::handle::Session;

/// Attaches a valid token to each request of a `tower` service. After a 401 it renews the token and repeats the request
/// once.
///
/// - A request is sent only with a token, and only to a host of the provider: see [`Session::authorize`]. Its URL must
///   be absolute when it reaches this layer.
/// - After a 401 the token is discarded, and the layer waits for a new one. The request is repeated if its body can be
///   sent again and the new token differs. Otherwise the 401 is returned, and the next request has the new token. A 401
///   is also returned after the repetition, and if the session has no other token, because the provider asks for a new
///   login or refuses every token; then the `error` of [`Session::state`] says why.
/// - Only the status is inspected, unless [`inspect_body`](Self::inspect_body) is set.
/// - A body can be sent again if its type implements [`Replay`](crate::session::Replay), as texts, bytes, and
///   `http_body_util`'s `Full` and `Empty` do, or if a closure returns it: [`replaying`](Self::replaying).
/// - A failure of the session is [`SessionServiceError::Session`].
/// - The inner service is kept ready while the layer waits for a token. Put layers that limit, time or repeat requests,
///   or change their URL, around this one, so that each request that they pass on has a valid token, and the URL that
///   is checked is the one that is sent.
///
/// Put a layer that follows redirects around this one too: each step then gets a token, or is refused because it leaves
/// the provider. A service below this layer that follows redirects must drop the token's header on the way to another
/// host, and existing ones drop only `authorization`. For a provider whose tokens are sent in another header, call
/// [`without_redirects`](Self::without_redirects) to declare that no service below follows redirects; without that no
/// request is sent, and the error is [`MayRedirect`](crate::session::SessionProblem::MayRedirect).
///
/// ```no_run
/// # use auth_runtime::session::*;
/// use auth_runtime::http::{Request, Response};
/// use auth_runtime::{Bytes, reqwest};
/// use tower::{Service, ServiceBuilder, ServiceExt};
///
/// # async fn example<P: 'static>(session: Session<P>) -> Result<(), Box<dyn std::error::Error>> {
/// let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let mut client = ServiceBuilder::new()
///     .layer(SessionLayer::new(session).without_redirects())
///     .map_request(|request: Request<Bytes>| reqwest::Request::try_from(request).expect("an absolute URL"))
///     .map_response(|response: reqwest::Response| Response::from(response))
///     .service(http);
/// let request = Request::get("https://api.acme.example/me").body(Bytes::new())?;
/// let response = client.ready().await?.call(request).await?;
/// println!("{}", response.status());
/// # Ok(())
/// # }
/// ```
pub struct SessionLayer<P, R = ByItself, C = (), L = ByStatus> {
    renewer: Renewer<P, C>,
    replays: R,
    looks: L,
}

impl<P, C> SessionLayer<P, ByItself, C> {
    /// Makes a layer of a session, for bodies that implement [`Replay`](crate::session::Replay).
    #[must_use]
    pub fn new(session: Session<P, C>) -> Self {
        Self { renewer: Renewer::new(session), replays: ByItself, looks: ByStatus }
    }

    /// Makes a layer for bodies of another type: `replay` returns the same body, unread, or `None` for a body that can
    /// be read only once. It is called before the body is sent.
    ///
    /// ```
    /// # use auth_runtime::session::*;
    /// # struct Stream;
    /// # fn example<P>(session: Session<P>) {
    /// let layer = SessionLayer::new(session).replaying(|_: &Stream| None);
    /// # }
    /// ```
    #[must_use]
    pub fn replaying<B, F: Fn(&B) -> Option<B> + Clone>(self, replay: F) -> SessionLayer<P, By<F>, C> {
        SessionLayer { renewer: self.renewer, replays: By(replay), looks: self.looks }
    }
}

impl<P: Provider, R, C> SessionLayer<P, R, C> {
    /// Also inspects bodies for refusals: a body of at most `limit` bytes is read, classified by the errors that the
    /// [provider](Provider::CLASSES) documents for all its endpoints, for any status, and returned unchanged. If its
    /// class is [`Reauthenticate`](crate::Class::Reauthenticate), the token is renewed, and the request is repeated
    /// after a 401 or if its method is idempotent.
    ///
    /// A longer body is returned without inspection, and so is a stream of events or media, according to its content
    /// type; then only the status is used. A response is returned when its body has arrived, or when the limit is
    /// reached. The body type of the responses is [`Inspected`].
    ///
    /// ```
    /// # use auth_runtime::session::*;
    /// # fn example<P: auth_runtime::Provider>(session: Session<P>) {
    /// let layer = SessionLayer::new(session).inspect_body(64 * 1024);
    /// # }
    /// ```
    #[must_use]
    pub fn inspect_body(self, limit: usize) -> SessionLayer<P, R, C, ByBody> {
        SessionLayer { renewer: self.renewer, replays: self.replays, looks: ByBody { limit, classes: P::CLASSES } }
    }
}

impl<P, R, C, L> SessionLayer<P, R, C, L> {
    /// Declares that no service below this layer follows redirects to another host. This cannot be checked; if it is
    /// wrong, a redirect sends a token in a header other than `authorization` to another host.
    #[must_use]
    pub fn without_redirects(self) -> Self {
        Self { renewer: self.renewer.without_redirects(), ..self }
    }
}

impl<P, S, R: Clone, C, L: Clone> Layer<S> for SessionLayer<P, R, C, L> {
    type Service = SessionService<P, S, R, C, L>;

    fn layer(&self, inner: S) -> Self::Service {
        let Self { renewer, replays, looks } = self.clone();
        SessionService { renewer, replays, looks, inner }
    }
}

/// A service whose requests have a valid token; made by [`SessionLayer`].
pub struct SessionService<P, S, R = ByItself, C = (), L = ByStatus> {
    renewer: Renewer<P, C>,
    replays: R,
    looks: L,
    inner: S,
}

/// Why a request of a [`SessionService`] failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SessionServiceError<E> {
    /// The session has no token for the request. It was not sent, or it was refused and not repeated.
    #[error("there is no token for the request")]
    Session(#[source] SessionError),
    /// The inner service failed.
    #[error("the request failed")]
    Inner(#[source] E),
}

impl<E: Into<Box<dyn StdError + Send + Sync>>> SessionServiceError<E> {
    /// Boxes the [`SessionError`] or the inner error, for inner services whose error is already a box, which does not
    /// implement [`Error`](StdError). In a stack: `.map_err(SessionServiceError::into_boxed)`.
    #[must_use]
    pub fn into_boxed(self) -> Box<dyn StdError + Send + Sync> {
        match self {
            Self::Session(error) => error.into(),
            Self::Inner(error) => error.into(),
        }
    }
}

impl<P, S, R, C, L, B, A> Service<Request<B>> for SessionService<P, S, R, C, L>
where
    P: 'static,
    C: 'static,
    S: Service<Request<B>, Response = Response<A>> + Clone + Send + 'static,
    S::Future: Send,
    R: Replays<B> + Send + 'static,
    L: Looks<A> + Sync + 'static,
    B: Send + 'static,
    A: Send + 'static,
{
    type Response = Response<L::Body>;
    type Error = SessionServiceError<S::Error>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context).map_err(SessionServiceError::Inner)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The service that reported to be ready is the one to call; its clone may not be ready.
        let inner = self.inner.clone();
        let ready = replace(&mut self.inner, inner);
        let (replays, looks) = (self.replays.clone(), self.looks.clone());
        let calls = Calls { inner: ready, replays, looks, is_ready: true, bodies: PhantomData };
        let renewer = self.renewer.clone();
        Box::pin(async move { renewer.exchange(calls, request).await.map_err(SessionServiceError::from) })
    }
}

impl<E> From<Failure<E>> for SessionServiceError<E> {
    fn from(failure: Failure<E>) -> Self {
        match failure {
            Failure::Session(error) => Self::Session(error),
            Failure::Client(error) => Self::Inner(error),
        }
    }
}

/// The inner service, for one or two calls.
struct Calls<S, R, L, B, A> {
    inner: S,
    replays: R,
    looks: L,
    is_ready: bool,
    bodies: PhantomData<fn(B) -> A>,
}

impl<S, R, L, B, A> Exchange for Calls<S, R, L, B, A>
where
    S: Service<Request<B>, Response = Response<A>> + Send,
    S::Future: Send,
    R: Replays<B> + Send,
    L: Looks<A>,
    B: Send,
    A: Send,
{
    type Request = Request<B>;
    type Answer = Response<A>;
    type Response = Response<L::Body>;
    type Error = S::Error;

    async fn send(&mut self, request: Request<B>) -> Result<Response<A>, S::Error> {
        if !replace(&mut self.is_ready, false) {
            poll_fn(|context| self.inner.poll_ready(context)).await?;
        }
        self.inner.call(request).await
    }

    fn replay(&self, request: &Request<B>) -> Option<Request<B>> {
        let mut again = Request::new(self.replays.replay(request.body())?);
        *again.method_mut() = request.method().clone();
        *again.uri_mut() = request.uri().clone();
        *again.version_mut() = request.version();
        *again.headers_mut() = request.headers().clone();
        *again.extensions_mut() = request.extensions().clone();
        Some(again)
    }

    fn endpoint(&self, request: &Request<B>) -> String {
        let uri = request.uri();
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        format!("{} {authority}{}", request.method(), uri.path())
    }

    fn judge(&self, answer: Response<A>) -> impl Future<Output = (Response<L::Body>, Verdict)> + Send {
        self.looks.clone().judge(answer)
    }

    fn is_unauthorized(response: &Response<L::Body>) -> bool {
        response.status() == StatusCode::UNAUTHORIZED
    }

    fn is_idempotent(request: &Request<B>) -> bool {
        request.method().is_idempotent()
    }
}

impl<P, R: Clone, C, L: Clone> Clone for SessionLayer<P, R, C, L> {
    fn clone(&self) -> Self {
        Self { renewer: self.renewer.clone(), replays: self.replays.clone(), looks: self.looks.clone() }
    }
}

impl<P, S: Clone, R: Clone, C, L: Clone> Clone for SessionService<P, S, R, C, L> {
    fn clone(&self) -> Self {
        let Self { renewer, replays, looks, inner } = self;
        Self { renewer: renewer.clone(), replays: replays.clone(), looks: looks.clone(), inner: inner.clone() }
    }
}

impl<P, R, C, L> fmt::Debug for SessionLayer<P, R, C, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionLayer").field(&self.renewer).finish()
    }
}

/// Shows nothing of the inner service, because its `Debug` may show anything.
impl<P, S, R, C, L> fmt::Debug for SessionService<P, S, R, C, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionService").field(&self.renewer).finish()
    }
}
