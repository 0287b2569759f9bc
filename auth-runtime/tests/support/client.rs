//! The client of the small provider.

use auth_runtime::{Anonymous, Authorizes, Client, Connection, Error, Json, Response};

use super::{Acme, AcmeError, ExchangeCode, ListAgents, Token, TokenError};

/// A client for Acme.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Acme, C>);

pub type Reply<T, E = AcmeError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    pub async fn exchange_code(&self, request: ExchangeCode) -> Reply<Token, TokenError> {
        self.0.call(request).await
    }

    pub async fn list_agents(&self) -> Reply<Json>
    where
        C: Authorizes<Acme>,
    {
        self.0.call_protected(ListAgents).await
    }
}
