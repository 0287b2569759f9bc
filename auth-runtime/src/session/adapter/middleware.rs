//! Uses a session as a middleware of `reqwest-middleware`.

use std::fmt;

use http::{Extensions, StatusCode};
use reqwest::{Request, Response, ResponseBuilderExt as _, Url};
use reqwest_middleware::{Error, Middleware, Next, Result};

use crate::Provider;
use crate::session::adapter::exchange::{Exchange, Failure, Renewer};
use crate::session::adapter::inspect::{ByBody, Looks as _, Verdict};
use crate::session::handle::Session;

/// Attaches a valid token to each request of a `reqwest_middleware` client. After a 401 it renews the token and repeats
/// the request once.
///
/// - A request is sent only with a token, and only to a host of the provider: see [`Session::authorize`].
/// - After a 401 the token is discarded, and the middleware waits for a new one. The request is repeated if its body
///   can be sent again (`reqwest::Request::try_clone`) and the new token differs. Otherwise, as with a stream, the 401
///   is returned, and the next request has the new token. A 401 is also returned after the repetition, and if the
///   session has no other token, because the provider asks for a new login or refuses every token; then the `error` of
///   [`Session::state`] says why.
/// - Only the status is inspected, unless [`inspect_body`](Self::inspect_body) is set.
/// - A failure of the session is `Error::Middleware` with a [`SessionError`](crate::session::SessionError) in it.
/// - Add it after middlewares that repeat requests or change their URL, so that each repetition has a valid token, and
///   the URL that is checked is the one that is sent.
///
/// A `reqwest::Client` follows redirects unless it is configured not to. It drops `authorization` on the way to another
/// host, and keeps all other headers. For a provider whose tokens are sent in another header, turn redirects off in the
/// client and declare it with [`without_redirects`](Self::without_redirects); without that no request is sent, and the
/// error is [`MayRedirect`](crate::session::SessionProblem::MayRedirect).
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
pub struct SessionMiddleware<P, C = ()> {
    renewer: Renewer<P, C>,
    look: Option<ByBody>,
}

impl<P, C> SessionMiddleware<P, C> {
    /// Makes a middleware of a session.
    #[must_use]
    pub fn new(session: Session<P, C>) -> Self {
        Self { renewer: Renewer::new(session), look: None }
    }

    /// Declares that the client does not follow redirects: its policy is `reqwest::redirect::Policy::none()`, or one
    /// that stays on the host. This cannot be checked; if it is wrong, a redirect sends a token in a header other than
    /// `authorization` to another host.
    #[must_use]
    pub fn without_redirects(self) -> Self {
        Self { renewer: self.renewer.without_redirects(), ..self }
    }
}

impl<P: Provider, C> SessionMiddleware<P, C> {
    /// Also inspects bodies for refusals, as [`SessionLayer::inspect_body`](super::layer::SessionLayer::inspect_body)
    /// does.
    #[must_use]
    pub fn inspect_body(self, limit: usize) -> Self {
        Self { look: Some(ByBody { limit, classes: P::CLASSES }), ..self }
    }
}

#[async_trait::async_trait]
impl<P: 'static, C: 'static> Middleware for SessionMiddleware<P, C> {
    async fn handle(&self, request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
        let url = request.url().clone();
        let answer = self.renewer.exchange(Run { url, extensions, next, look: self.look }, request).await;
        answer.map_err(|failure| match failure {
            Failure::Session(error) => Error::middleware(error),
            Failure::Client(error) => error,
        })
    }
}

/// The remaining middlewares of the chain.
struct Run<'a> {
    url: Url,
    extensions: &'a mut Extensions,
    next: Next<'a>,
    look: Option<ByBody>,
}

impl Exchange for Run<'_> {
    type Request = Request;
    type Answer = Response;
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

    /// Inspects a response. After a redirect to another host, the token was dropped, so that host's answer says nothing
    /// about it.
    async fn judge(&self, answer: Response) -> (Response, Verdict) {
        if answer.url().origin() != self.url.origin() {
            return (answer, Verdict::Accepted);
        }
        if let Some(look) = self.look {
            look_into(look, answer).await
        } else {
            let verdict = Verdict::of_status(answer.status());
            (answer, verdict)
        }
    }

    fn is_unauthorized(response: &Response) -> bool {
        response.status() == StatusCode::UNAUTHORIZED
    }

    fn is_idempotent(request: &Request) -> bool {
        request.method().is_idempotent()
    }
}

/// Inspects the body. The returned response has the same URL and body.
async fn look_into(look: ByBody, answer: Response) -> (Response, Verdict) {
    let url = answer.url().clone();
    let (answer, verdict) = look.judge(answer.into()).await;
    let mut answer = answer.map(reqwest::Body::wrap);
    if let Ok(with_url) = http::Response::builder().url(url).body(()) {
        answer.extensions_mut().extend(with_url.into_parts().0.extensions);
    }
    (answer.into(), verdict)
}

impl<P, C> Clone for SessionMiddleware<P, C> {
    fn clone(&self) -> Self {
        Self { renewer: self.renewer.clone(), look: self.look }
    }
}

impl<P, C> fmt::Debug for SessionMiddleware<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionMiddleware").field("renewer", &self.renewer).field("look", &self.look).finish()
    }
}
