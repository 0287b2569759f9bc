//! Sends requests of other HTTP clients with a session's token, and renews it after a refusal.

use std::fmt;

use http::header::AUTHORIZATION;

use crate::credential::{SessionError, SessionProblem};
use crate::session::adapter::authorizable::Authorizable;
use crate::session::adapter::inspect::Verdict;
use crate::session::handle::Session;
use crate::session::token::access_token::AccessToken;

/// One exchange of another HTTP client: how it sends a request, and how it repeats it.
pub(crate) trait Exchange: Send {
    type Request: Authorizable + Send;
    /// The response as the client returns it.
    type Answer: Send;
    /// The response with a body that may have been read in part.
    type Response: Send;
    type Error;

    fn send(&mut self, request: Self::Request) -> impl Future<Output = Result<Self::Answer, Self::Error>> + Send;

    /// Returns the request for sending it again; `None` if its body can be read only once.
    fn replay(&self, request: &Self::Request) -> Option<Self::Request>;

    /// Returns what the request calls, without the query: `GET https://api.acme.example/me`.
    fn endpoint(&self, request: &Self::Request) -> String;

    /// Decides whether the server to which the token was sent asks for another token.
    fn judge(&self, answer: Self::Answer) -> impl Future<Output = (Self::Response, Verdict)> + Send;

    /// Whether the response is a 401, after which the request was not processed.
    fn is_unauthorized(response: &Self::Response) -> bool;

    /// Whether sending the request several times has the same effect as once (RFC 9110 §9.2.2).
    fn is_idempotent(request: &Self::Request) -> bool;
}

/// Why an exchange failed.
pub(crate) enum Failure<E> {
    Session(SessionError),
    Client(E),
}

/// A session, and whether the HTTP client follows redirects.
pub(crate) struct Renewer<P, C> {
    session: Session<P, C>,
    without_redirects: bool,
}

impl<P, C> Renewer<P, C> {
    pub(crate) fn new(session: Session<P, C>) -> Self {
        Self { session, without_redirects: false }
    }

    pub(crate) fn without_redirects(self) -> Self {
        Self { without_redirects: true, ..self }
    }

    /// Sends a request with a valid token. After a refusal it renews the token, and repeats the request once if
    /// possible.
    pub(crate) async fn exchange<X: Exchange>(
        &self,
        mut exchange: X,
        mut request: X::Request,
    ) -> Result<X::Response, Failure<X::Error>> {
        let first = self.authorize(&mut request).await.map_err(Failure::Session)?;
        let (again, endpoint) = (exchange.replay(&request), exchange.endpoint(&request));
        let is_idempotent = X::is_idempotent(&request);
        let (answer, verdict) = self.send(&mut exchange, request, &endpoint).await?;
        if verdict == Verdict::Accepted {
            return Ok(answer);
        }
        let Some(mut again) = again.filter(|_| is_idempotent || X::is_unauthorized(&answer)) else {
            self.session.shared.refused(first.generation(), Some(&endpoint));
            return Ok(answer);
        };
        let second = self.session.instead_of(&first, &endpoint).await.map_err(Failure::Session)?;
        // Another login may have captured another host.
        let Some(second) = second.filter(|second| self.session.check_fit(second, &again).is_ok()) else {
            return Ok(answer);
        };
        // Dropping the answer frees its connection for the next request, or closes it.
        drop(answer);
        second.attach_to(&mut again);
        Ok(self.send(&mut exchange, again, &endpoint).await?.0)
    }

    async fn send<X: Exchange>(
        &self,
        exchange: &mut X,
        request: X::Request,
        endpoint: &str,
    ) -> Result<(X::Response, Verdict), Failure<X::Error>> {
        let answer = exchange.send(request).await.map_err(Failure::Client)?;
        let (answer, verdict) = exchange.judge(answer).await;
        if verdict == Verdict::Accepted {
            self.session.shared.accepted(endpoint);
        }
        Ok((answer, verdict))
    }

    /// Attaches a token. HTTP clients drop `authorization` when they follow a redirect to another host, and keep other
    /// headers. Therefore a token in another header is not given to a client that may follow redirects.
    async fn authorize(&self, request: &mut impl Authorizable) -> Result<AccessToken<P>, SessionError> {
        let is_dropped = self.session.shared.declared().header.name == AUTHORIZATION.as_str();
        if !self.without_redirects && !is_dropped {
            return Err(SessionError::of(SessionProblem::MayRedirect));
        }
        self.session.authorize(request).await
    }
}

impl<P, C> Clone for Renewer<P, C> {
    fn clone(&self) -> Self {
        Self { session: self.session.clone(), without_redirects: self.without_redirects }
    }
}

impl<P, C> fmt::Debug for Renewer<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { session, without_redirects } = self;
        f.debug_struct("Renewer").field("session", session).field("without_redirects", without_redirects).finish()
    }
}
