//! Inputs that change, as a source of tokens.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;

use super::{Inputs, Supplied, Supply};
use crate::credential::TlsIdentity;
use crate::request::RequestProblem;
use crate::response::Class;
use crate::session::SessionError;
use crate::session::source::obtain::with_certificate;
use crate::session::source::{
    FurtherParts, Identity, Made, Renewal, Reuse, Rotation, TokenHeader, TokenSource, Tokens,
};
use crate::session::token::minted::Minted;
use crate::sign::Sign;
#[cfg(feature = "sign")]
use crate::sign::{Algorithm, PrivateKey};
use crate::{Connection, Provider, Secret};

/// Obtains the inputs before each request. What a credential says of itself, such as its scopes, is that of the inputs
/// that were obtained last. Their client certificate may be newer than that of the connection.
impl<P: Provider, C: TokenSource<P>> TokenSource<P> for Inputs<C> {
    const RENEWAL: Renewal = C::RENEWAL;
    const LIFETIME: Option<Duration> = C::LIFETIME;
    const IDLE: Option<Duration> = C::IDLE;
    const EARLY: Option<Duration> = C::EARLY;
    const HEADER: TokenHeader = C::HEADER;
    const ROTATION: Rotation = C::ROTATION;
    const REUSE: Reuse = C::REUSE;
    const GRACE: Option<Duration> = C::GRACE;
    const GRACE_UNTIL_USED: bool = C::GRACE_UNTIL_USED;
    const REVOKES_REFRESH_TOKENS: bool = C::REVOKES_REFRESH_TOKENS;
    const EXACT_SCOPES: bool = C::EXACT_SCOPES;
    const WAITS: bool = C::WAITS;
    const ONE_SESSION: bool = C::ONE_SESSION;
    const TOKEN: &'static str = C::TOKEN;
    const RENEWED_WITH: Option<&'static str> = C::RENEWED_WITH;
    #[cfg(feature = "sign")]
    const SESSION_KEY: Option<Algorithm> = C::SESSION_KEY;

    fn tokens(self: &Arc<Self>, to: &mut impl Tokens<P>) {
        self.last().tokens(&mut Each { supply: &self.supply, index: 0, to });
    }

    fn scope(&self) -> Option<String> {
        self.last().scope()
    }

    /// The scopes are those that were asked for, whatever the inputs say later.
    fn with_scope(&self, scope: &str) -> Option<Self> {
        let first = self.last().with_scope(scope)?;
        let (supply, scope) = (Arc::clone(&self.supply), scope.to_owned());
        let supply = move || -> Supplied<C> {
            let (inputs, scope) = (supply(), scope.clone());
            Box::pin(async move { inputs.await.map(|inputs| inputs.with_scope(&scope).unwrap_or(inputs)) })
        };
        Some(Self { last: ArcSwap::from_pointee(first), supply: Arc::new(supply) })
    }

    async fn mint(&self, at: &Connection<P>) -> Result<Minted, SessionError> {
        let inputs = self.next().await?;
        inputs.mint(&with_certificate(at, &*inputs)).await
    }

    async fn mint_by(&self, at: &Connection<P>, made: &Made) -> Result<Minted, SessionError> {
        let inputs = self.next().await?;
        inputs.mint_by(&with_certificate(at, &*inputs), made).await
    }

    async fn refresh(&self, at: &Connection<P>, with: &Secret) -> Result<Minted, SessionError> {
        let inputs = self.next().await?;
        inputs.refresh(&with_certificate(at, &*inputs), with).await
    }

    /// A log-out is worth a try with the inputs that are known.
    async fn revoke(&self, at: &Connection<P>, token: &Secret) -> Result<(), SessionError> {
        let inputs = self.next().await.unwrap_or_else(|_| self.last());
        inputs.revoke(&with_certificate(at, &*inputs), token).await
    }

    fn identity(&self) -> Identity {
        self.last().identity()
    }

    fn signer(&self, token: &Secret) -> Option<Box<dyn Sign>> {
        self.last().signer(token)
    }

    #[cfg(feature = "sign")]
    fn signer_with(&self, token: &Secret, key: &PrivateKey) -> Option<Box<dyn Sign>> {
        self.last().signer_with(token, key)
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.last().tls_identity()
    }

    fn further_parts(&self, token: &Secret, to: &mut FurtherParts) -> Result<(), RequestProblem> {
        self.last().further_parts(token, to)
    }
}

/// Adds the inputs of each token of a login: its source is taken anew from the inputs that are obtained before a request.
pub(super) struct Each<'i, C, T> {
    pub(super) supply: &'i Arc<Supply<C>>,
    pub(super) index: usize,
    pub(super) to: &'i mut T,
}

impl<P: Provider, C: TokenSource<P>, T: Tokens<P>> Tokens<P> for Each<'_, C, T> {
    fn add(&mut self, source: impl TokenSource<P>) {
        self.to.add(of_token(Arc::clone(self.supply), self.index, source));
        self.index += 1;
    }
}

/// Makes the inputs of the token `S`, which is the one at `index` in the list of the login.
fn of_token<P, C: TokenSource<P>, S: TokenSource<P>>(supply: Arc<Supply<C>>, index: usize, first: S) -> Inputs<S> {
    let supply = move || -> Supplied<S> {
        let inputs = supply();
        Box::pin(async move {
            let mut found = Find { index, source: None };
            Arc::new(inputs.await?).tokens(&mut found);
            found.source.ok_or_else(|| SessionError::new(Class::Configuration, "the new inputs are for other tokens"))
        })
    };
    Inputs { last: ArcSwap::from_pointee(first), supply: Arc::new(supply) }
}

/// Finds the source of a token in the list of a login.
struct Find<S> {
    index: usize,
    source: Option<S>,
}

impl<P, S: TokenSource<P>> Tokens<P> for Find<S> {
    fn add(&mut self, source: impl TokenSource<P>) {
        if self.index == 0 {
            let source: Box<dyn Any> = Box::new(source);
            self.source = source.downcast().ok().map(|source| *source);
        }
        self.index = self.index.wrapping_sub(1);
    }
}
