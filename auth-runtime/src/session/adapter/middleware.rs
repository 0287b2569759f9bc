//! A session as a middleware of `reqwest-middleware`.

use std::fmt;

use http::{Extensions, StatusCode};
use reqwest::{Request, Response, Url};
use reqwest_middleware::{Error, Middleware, Next, Result};

use crate::session::adapter::exchange::{Exchange, Failure, Renewer};
use crate::session::handle::Session;

/// Gives each request of a `reqwest_middleware` client a valid token, and after a 401 renews it and repeats the request
/// once.
///
/// - A request goes out only with a token, and only to a host of the provider: see [`Session::authorize`].
/// - After a 401 that token is given up and another is waited for. The request is repeated if its body can be
///   (`reqwest::Request::try_clone`) and the new token is another one. A body that is a stream is sent once: the 401 is
///   handed on, and the next request has a new token. So is a 401 after the repetition, and one
///   for which the session has no other token, because the provider wants a new login or refuses each of them: why, says
///   the `error` of [`Session::state`].
/// - A failure of the session is `Error::Middleware` with a [`SessionError`](crate::session::SessionError) in it.
/// - Add it after middlewares that repeat requests or change their URL: each repetition then has a valid token, and what
///   is looked at is what is sent.
///
/// A `reqwest::Client` follows redirects unless it is configured not to. It drops `authorization` on the way to another host,
/// and keeps every other header. For a provider whose tokens travel in another one, turn redirects off in the client and
/// say so by [`without_redirects`](Self::without_redirects); before that no request is sent, and the error is
/// [`MayRedirect`](crate::session::SessionProblem::MayRedirect).
///
/// ```no_run
/// # use auth_runtime::session::*;
/// use auth_runtime::{reqwest, reqwest_middleware};
///
/// # async fn example<P: 'static>(session: Session<P>) -> Result<(), Box<dyn std::error::Error>> {
/// let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let client = reqwest_middleware::ClientBuilder::new(http)
///     .with(SessionMiddleware::new(session).without_redirects())
///     .build();
/// match client.get("https://api.acme.example/me").send().await {
///     Ok(response) => println!("{}", response.status()),
///     Err(reqwest_middleware::Error::Middleware(error)) => match error.downcast_ref::<SessionError>() {
///         Some(error) => println!("no token: {error}; come back in {:?}", error.retry_after()),
///         None => return Err(error.into()),
///     },
///     Err(error) => return Err(error.into()),
/// }
/// # Ok(())
/// # }
/// ```
pub struct SessionMiddleware<P, C = ()>(Renewer<P, C>);

impl<P, C> SessionMiddleware<P, C> {
    /// A middleware of that session.
    #[must_use]
    pub fn new(session: Session<P, C>) -> Self {
        Self(Renewer::new(session))
    }

    /// Says that the client follows no redirects: its policy is `reqwest::redirect::Policy::none()`, or one that stays on
    /// the host. Nobody can look; where it is not true, a redirect takes a token in a header other than `authorization`
    /// to another host.
    #[must_use]
    pub fn without_redirects(self) -> Self {
        Self(self.0.without_redirects())
    }
}

#[async_trait::async_trait]
impl<P: 'static, C: 'static> Middleware for SessionMiddleware<P, C> {
    async fn handle(&self, request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
        let url = request.url().clone();
        let answer = self.0.exchange(Run { url, extensions, next }, request).await;
        answer.map_err(|failure| match failure {
            Failure::Session(error) => Error::middleware(error),
            Failure::Client(error) => error,
        })
    }
}

/// The rest of the chain.
struct Run<'a> {
    url: Url,
    extensions: &'a mut Extensions,
    next: Next<'a>,
}

impl Exchange for Run<'_> {
    type Request = Request;
    type Response = Response;
    type Error = Error;

    async fn send(&mut self, request: Request) -> Result<Response> {
        self.next.clone().run(request, self.extensions).await
    }

    fn replay(&self, request: &Request) -> Option<Request> {
        request.try_clone()
    }

    fn endpoint(&self, request: &Request) -> String {
        format!("{} {}{}", request.method(), request.url().authority(), request.url().path())
    }

    /// A redirect to another host has lost the token: its 401 says nothing about it.
    fn is_refused(&self, response: &Response) -> bool {
        response.status() == StatusCode::UNAUTHORIZED && response.url().origin() == self.url.origin()
    }
}

impl<P, C> Clone for SessionMiddleware<P, C> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<P, C> fmt::Debug for SessionMiddleware<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionMiddleware").field(&self.0).finish()
    }
}
