//! The connection to a provider over HTTP.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::call::endpoint::rendered;
use crate::call::{CapturedEndpoint, Endpoint, Error, OpenEndpoint, ProtectedEndpoint, read};
use crate::client::failure::Failure;
use crate::client::wire::{Manner, Render, Renderings, Sent, Wire};
use crate::credential::{Anonymous, Authorizes, Credential, Registered, TlsIdentity};
use crate::host::captured::{Captured, CapturedValue};
use crate::host::site::Site;
use crate::host::{HasHosts, Hosts, Provider};

use crate::request::RequestError;
use crate::response::{RawResponse, Response};
use crate::retry::budget::RetryBudgets;
use crate::value::Encode;
use crate::value::decode::tolerance::may_be_stand_in;

/// A connection to the provider `P` with the credential `C`. Generated clients wrap it. Clones share the connection
/// pool.
///
/// ```no_run
/// # use auth_runtime::*;
/// # use auth_runtime::host::ConfigError;
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
/// # }
/// # impl Authorizes<Acme> for Bearer {}
/// let connection = Connection::<Acme>::builder().build()?;
/// let connection = connection.with(Bearer::new("at_1"));
/// # Ok::<(), ConfigError>(())
/// ```
pub struct Connection<P, C = Anonymous> {
    link: Link,
    credential: C,
    hosts: Hosts<P>,
}

/// What a connection is for any provider and credential, so that it is compiled once.
#[derive(Clone)]
struct Link {
    wire: Arc<Wire>,
    retry_budgets: RetryBudgets,
    manner: Manner,
}

impl Link {
    /// Sends a request, and makes it again once if its computed values have to change.
    async fn exchange(
        &self,
        site: &Site,
        Renderings { first, again }: Renderings<'_>,
        credential: Option<&dyn Credential>,
    ) -> Result<RawResponse, Failure> {
        let answer = self.wire.send(site, first, credential, self.manner.clone()).await?;
        match again.filter(|_| answer.is_to_be_repeated) {
            Some(again) => Ok(self.wire.send(site, again(site)?, credential, self.manner.clone().again()).await?.reply),
            None => Ok(answer.reply),
        }
    }

    fn send_captured<'a>(&'a self, site: &'a Site, render: Render<'a>, credential: &'a dyn Credential) -> Sent<'a> {
        self.wire.send_captured(site, render, credential, self.manner.clone())
    }
}

impl<P: Provider> Connection<P> {
    pub(crate) fn new(wire: Wire, hosts: Hosts<P>) -> Self {
        let wire = Arc::new(wire);
        let link = Link { wire, retry_budgets: RetryBudgets::default(), manner: Manner::default() };
        Self { link, credential: Anonymous, hosts }
    }
}

impl<P, C> Connection<P, C> {
    /// Returns the same connection with another credential.
    #[must_use]
    pub fn with<D: Authorizes<P>>(&self, credential: D) -> Connection<P, D> {
        self.carrying(credential)
    }

    fn carrying<D>(&self, credential: D) -> Connection<P, D> {
        Connection { link: self.link.clone(), credential, hosts: self.hosts.clone() }
    }

    /// Returns the same connection with another time limit for each call, instead of
    /// [`ClientBuilder::timeout`](crate::ClientBuilder::timeout). It limits everything until the response is read,
    /// including the wait for a session's token and a repetition. The timeouts for connecting and for the next bytes of
    /// a response do not change.
    ///
    /// ```
    /// # use auth_runtime::*;
    /// # use std::time::Duration;
    /// # async fn example<P, E: auth_runtime::call::OpenEndpoint>(connection: Connection<P>, report: E) -> Result<(), Error<E::Error>> {
    /// let report = connection.with_timeout(Duration::from_secs(300)).call(report).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self
    where
        C: Clone,
    {
        let mut changed = self.clone();
        changed.link.manner.timeout = Some(timeout);
        changed
    }

    /// Returns the same connection with a new network connection for each call. A request on a kept connection can be
    /// lost when the server closes that connection, and then it is unknown whether it arrived. Inputs that can be used
    /// only once, such as authorization codes, are sent this way, and so are the token requests of sessions.
    ///
    /// An HTTP client that was [passed in](crate::ClientBuilder::http_client) keeps its connections, unless there is
    /// [another one for this purpose](crate::ClientBuilder::token_http_client).
    #[must_use]
    pub fn unpooled(&self) -> Self
    where
        C: Clone,
    {
        let mut changed = self.clone();
        changed.link.manner.unpooled = true;
        changed
    }

    /// Returns the same connection with a client certificate (RFC 8705), which is used if a call's credential has none.
    #[must_use]
    pub fn with_tls_identity(&self, identity: TlsIdentity) -> Self
    where
        C: Clone,
    {
        let mut changed = self.clone();
        changed.link.manner.identity = Some(identity);
        changed
    }

    /// Returns the budgets for repeated token requests, which this connection and those made from it share.
    pub(crate) fn retry_budgets(&self) -> RetryBudgets {
        self.link.retry_budgets.clone()
    }

    /// Returns the credential.
    #[must_use]
    pub fn credential(&self) -> &C {
        &self.credential
    }

    /// Returns the URLs of the provider's hosts.
    #[must_use]
    pub fn hosts(&self) -> &Hosts<P> {
        &self.hosts
    }

    /// Sends a request without a credential, even if the connection has one.
    pub async fn call<E: OpenEndpoint>(&self, request: E) -> Result<Response<E::Response>, Error<E::Error>> {
        let site = self.hosts.site();
        let sent = self.link.exchange(site, renderings(request, site)?, None);
        read::<E>(sent.await?)
    }

    /// Sends a request with the credential.
    pub async fn call_protected<E: ProtectedEndpoint>(
        &self,
        request: E,
    ) -> Result<Response<E::Response>, Error<E::Error>>
    where
        C: Authorizes<P, E::Auth>,
    {
        let site = self.hosts.site();
        let sent = self.link.exchange(site, renderings(request, site)?, Some(&self.credential));
        read::<E>(sent.await?)
    }
}

impl<P, C> Connection<P, C> {
    /// Sends a request that uses values which a login captures: those captured with the token that is sent.
    pub async fn call_captured<E: CapturedEndpoint + Sync>(
        &self,
        request: E,
    ) -> Result<Response<E::Response>, Error<E::Error>>
    where
        C: Authorizes<P, E::Auth>,
    {
        let render = |site: &Site| rendered(&request, site);
        let sent = self.link.send_captured(self.hosts.site(), &render, &self.credential);
        read::<E>(sent.await?)
    }

    /// Sends a request with another credential, and with the values that were captured with it, if there are any.
    pub(crate) async fn call_as<E: ProtectedEndpoint + Sync>(
        &self,
        request: E,
        credential: &dyn Credential,
    ) -> Result<Response<E::Response>, Error<E::Error>> {
        let render = |site: &Site| rendered(&request, site);
        let sent = self.link.send_captured(self.hosts.site(), &render, credential);
        read::<E>(sent.await?)
    }
}

/// Encodes a request. It is kept if its computed values may have to change; otherwise it is dropped before it is sent.
fn renderings<'r, E: Endpoint + Send + 'r>(request: E, site: &Site) -> Result<Renderings<'r>, RequestError> {
    let first = rendered(&request, site)?;
    if !first.is_computed {
        return Ok(Renderings { first, again: None });
    }
    Ok(Renderings { first, again: Some(Box::new(move |site| rendered(&request, site))) })
}

impl<P, C: Clone> Connection<P, C> {
    /// Returns the same connection with these captured values.
    pub(crate) fn capturing(&self, captured: &Captured) -> Self {
        let mut changed = self.clone();
        changed.hosts = Hosts::new(self.hosts.site().capturing(captured));
        changed
    }

    /// Returns the same connection for a client that has registered itself: what the server answered has names in
    /// visits and calls. A session that is made with it is one of that client.
    #[must_use]
    pub fn with_registration(&self, registered: &Registered) -> Self {
        self.capturing(&registered.values)
    }

    /// Returns the same connection with one more captured value, for the next step of a login.
    #[doc(hidden)]
    #[must_use]
    pub fn capture(&self, name: &str, value: &dyn Encode) -> Self {
        let value = CapturedValue::of(&value.encode()).filter(|value| !may_be_stand_in(value.text.expose()));
        let value = value.map(|value| (name.to_owned(), value));
        self.capturing(&value.into_iter().collect())
    }
}

/// A client or connection of the provider `P`. A [session](crate::session::Session) sends its token requests with it.
#[diagnostic::on_unimplemented(
    message = "this needs a client of `{P}`, and `{Self}` is not one",
    label = "not a client of `{P}`",
    note = "a credential and its client are of one provider"
)]
pub trait HasConnection<P> {
    /// Returns the connection without a credential.
    fn anonymous(&self) -> Connection<P>;
}

impl<P, C> HasConnection<P> for Connection<P, C> {
    fn anonymous(&self) -> Connection<P> {
        self.carrying(Anonymous)
    }
}

impl<P, C> HasHosts<P> for Connection<P, C> {
    fn hosts(&self) -> &Hosts<P> {
        &self.hosts
    }
}

impl<P, C: Clone> Clone for Connection<P, C> {
    fn clone(&self) -> Self {
        self.carrying(self.credential.clone())
    }
}

impl<P, C: fmt::Debug> fmt::Debug for Connection<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { link: _, credential, hosts } = self;
        f.debug_struct("Connection").field("hosts", hosts).field("credential", credential).finish()
    }
}
