//! Sends requests that use values which a login captured.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::{Manner, Wire};
use crate::call::Arrived;
use crate::client::failure::Failure;
use crate::client::runtime::in_runtime;
use crate::credential::{Credential, Grant, Renew, SessionError};
use crate::host::site::Site;
use crate::request::RequestError;
use crate::request::prepare::Rendered;
use crate::response::RawResponse;
use crate::retry::patience::{Late, patiently};

/// The reply to a request, when it comes.
pub(crate) type Sent<'a> = Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send + 'a>>;

/// Encodes a request for a site.
pub(crate) type Render<'a> = &'a (dyn Fn(&Site) -> Result<Rendered, RequestError> + Sync);

impl Wire {
    /// Sends a request that uses captured values, which are those of the token that is sent. `render` encodes the
    /// request for a site that has them.
    pub(crate) fn send_captured<'a>(
        &'a self,
        site: &'a Site,
        render: Render<'a>,
        credential: &'a dyn Credential,
        manner: Manner,
    ) -> Sent<'a> {
        Box::pin(CapturedCall { wire: self, site, render, manner, started: Instant::now() }.exchange(credential))
    }
}

/// A call whose request is encoded anew for each token.
struct CapturedCall<'a> {
    wire: &'a Wire,
    site: &'a Site,
    render: Render<'a>,
    manner: Manner,
    started: Instant,
}

impl CapturedCall<'_> {
    async fn exchange(self, credential: &dyn Credential) -> Result<RawResponse, Failure> {
        match credential.renew() {
            Some(session) => self.exchange_renewing(session).await,
            None => self.send(credential).await,
        }
    }

    async fn exchange_renewing(&self, session: &dyn Renew) -> Result<RawResponse, Failure> {
        let first = self.first_token(session).await?;
        let refused = self.send(&*first).await?;
        let request = (self.render)(&capturing(self.site, &*first))?;
        let endpoint = request.call.name;
        if !request.asks_for_a_token(&refused) {
            session.accepted(endpoint);
            return Ok(refused);
        }
        let second = self.in_time((endpoint, Arrived::Yes), session.instead_of(&*first, endpoint)).await?;
        let Some(second) = second.filter(|_| request.is_repeatable_after(&refused)) else { return Ok(refused) };
        let answer = self.send(&*second).await?;
        if !request.asks_for_a_token(&answer) {
            session.accepted(endpoint);
        }
        Ok(answer)
    }

    async fn first_token(&self, session: &dyn Renew) -> Result<Arc<dyn Grant>, Failure> {
        if let Some(token) = session.at_hand() {
            return Ok(token);
        }
        let endpoint = (self.render)(self.site).map_or_else(|error| error.endpoint(), |rendered| rendered.call.name);
        self.in_time((endpoint, Arrived::No), session.token()).await
    }

    /// Sends the request once, with an unchanged token.
    async fn send(&self, credential: &dyn Credential) -> Result<RawResponse, Failure> {
        let site = capturing(self.site, credential);
        let manner = Manner { timeout: self.left(), ..self.manner.clone() };
        let answer = self.wire.send(&site, (self.render)(&site)?, Some(credential), manner).await?;
        if !answer.is_to_be_repeated {
            return Ok(answer.reply);
        }
        let manner = Manner { timeout: self.left(), ..self.manner.clone() };
        Ok(self.wire.send(&site, (self.render)(&site)?, Some(credential), manner.again()).await?.reply)
    }

    /// Returns what is left of the time limit.
    fn left(&self) -> Option<Duration> {
        self.manner.timeout.map(|limit| limit.saturating_sub(self.started.elapsed()))
    }

    /// Waits for a token within the time limit, before the request has `arrived` or after that.
    async fn in_time<T>(
        &self,
        (endpoint, arrived): (&'static str, Arrived),
        work: impl Future<Output = Result<T, SessionError>>,
    ) -> Result<T, Failure> {
        let fail = |error| Failure::Session { endpoint, error };
        let Some(limit) = self.left() else { return work.await.map_err(fail) };
        match in_runtime(|| patiently(limit, work)).await {
            Ok(Ok(token)) => token.map_err(fail),
            Ok(Err(Late)) => Err(Failure::Timeout { endpoint, arrived }),
            Err(_) => Err(Failure::no_runtime(endpoint)),
        }
    }
}

/// Returns a site with the values that the token's login captured.
fn capturing(site: &Site, credential: &dyn Credential) -> Site {
    credential.captured().map_or_else(|| site.clone(), |captured| site.capturing(captured))
}
