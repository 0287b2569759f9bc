//! The types that are shared between threads and tasks are `Send` and `Sync`.

#![cfg(all(feature = "client", feature = "derive"))]

use auth_runtime::consent::{Authorization, AuthorizationCode, PendingCallback};
use auth_runtime::host::{ConfigError, Hosts};
use auth_runtime::request::{Body, Prepared, RequestError};
use auth_runtime::response::{RawResponse, Refusal, Undecodable};
use auth_runtime::{
    Anonymous, Bearer, ClientBuilder, Connection, Error, Json, ProblemDetails, Response, Secret, Timestamp,
};

use crate::acme::Acme;

const fn shared<T: Send + Sync + 'static>() {}

/// Compiling is the test.
#[test]
fn public_types_are_send_and_sync() {
    shared::<(Anonymous, Authorization, AuthorizationCode, Bearer, Body)>();
    shared::<(ClientBuilder<Acme>, ConfigError, Connection<Acme>, Connection<Acme, Bearer>)>();
    shared::<(Error<()>, Hosts<Acme>, Json, PendingCallback, Prepared, ProblemDetails)>();
    shared::<(RawResponse, Refusal<()>, RequestError, Response<Json>, Secret, Timestamp, Undecodable)>();
}

#[cfg(feature = "client")]
#[test]
fn sessions_are_send_and_sync() {
    use auth_runtime::session::{FileStore, MemoryStore, Minted, Session, SessionError, SessionState};

    shared::<(Session<Acme>, SessionError, SessionState, Minted, MemoryStore, FileStore)>();
}

#[cfg(feature = "reqwest-middleware")]
#[test]
fn middlewares_are_send_and_sync() {
    shared::<auth_runtime::session::SessionMiddleware<Acme>>();
}

#[cfg(feature = "tower")]
#[test]
fn layers_are_send_and_sync() {
    use auth_runtime::session::{SessionLayer, SessionService, SessionServiceError};

    shared::<(SessionLayer<Acme>, SessionService<Acme, ()>, SessionServiceError<std::io::Error>)>();
}
