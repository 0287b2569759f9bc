//! Sessions: credentials that always have a valid token.
//!
//! A [`Session`] requests a token when it is first needed, returns it without a lock while it is fresh, and renews it
//! before it expires. Its guarantees are:
//!
//! - There is one token request at a time, in its own task: callers that are cancelled neither cancel nor repeat it,
//!   and all callers that wait get its result. The task runs on the Tokio runtime of the caller that starts it. If that
//!   runtime is shut down, a caller on another runtime starts a new request; if nobody drives it, the request is
//!   aborted after its time limit.
//! - A token is never returned after its expiry, according to the monotonic and the wall clock, counted from before its
//!   request.
//! - A failed renewal does not discard an access token that is still valid, nor a refresh token that is still valid.
//! - After a failure no request is sent before `Retry-After`, or a back-off with jitter. Repeated requests draw from a
//!   budget for each account and token endpoint.
//! - An attempt with a refresh token is recorded in the [`Store`] before the token is sent, and a new refresh token is
//!   saved before the new access token is used. `docs/sessions.md` describes when a refresh token may be sent again.
//! - An endpoint that refuses valid tokens does not affect other endpoints.
//!
//! Other HTTP clients can use a session with [`Session::authorize`], which attaches a token to a request to the
//! provider; with `SessionMiddleware`, a middleware for `reqwest-middleware`; or with `SessionLayer`, a layer for
//! `tower`. The last two need the features `reqwest-middleware` and `tower`.
//!
//! `tracing` events have the target `auth_runtime::session` and the field `provider`. The span `token_request` is around all
//! work for a token. The events are `token obtained` (`generation`), `token request failed` (`problem`, `class`,
//! `retry_after_ms`, `failures`, and `error`: the `Display` of the error's source, if there is one), `token refused`
//! (`generation`), `token reply has an odd member` (`member`), `token not saved` (`error`), and `session revoked` (`told`:
//! whether the provider knows of every token that was still valid). No field holds a secret.
//!
//! ```no_run
//! # use auth_runtime::*;
//! # use auth_runtime::credential::SessionError;
//! # use auth_runtime::session::*;
//! # struct Acme;
//! # impl Provider for Acme {
//! #     const NAME: &'static str = "acme";
//! #     const TITLE: &'static str = "Acme";
//! #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
//! # }
//! # #[derive(Debug, ApiError)]
//! # enum AcmeError { #[api_error(other)] Other }
//! # #[derive(Endpoint)]
//! # #[endpoint(GET "/me", protected, response = Json, error = AcmeError)]
//! # struct GetProfile;
//! # struct Password(Secret);
//! # impl TokenSource<Acme> for Password {
//! #     async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> { Ok(Minted::new(&self.0)) }
//! # }
//! # async fn example(connection: Connection<Acme>, password: Password) -> Result<(), Box<dyn std::error::Error>> {
//! let session = Session::new(password, &connection);
//! let profile = connection.with(session).call_protected(GetProfile).await?;
//! # Ok(())
//! # }
//! ```

mod adapter;
mod builder;
mod error;
mod handle;
mod map;
mod person;
mod renew;
mod source;
mod state;
mod step_up;
mod store;
mod token;

pub use self::adapter::authorizable::Authorizable;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
pub use self::adapter::inspect::Inspected;
#[doc(hidden)]
pub use self::adapter::kept::{Kept, opening};
#[cfg(feature = "tower")]
pub use self::adapter::layer::{SessionLayer, SessionService, SessionServiceError};
#[cfg(feature = "reqwest-middleware")]
pub use self::adapter::middleware::SessionMiddleware;
#[doc(hidden)]
pub use self::adapter::presented::{Presented, Verifier};
#[cfg(feature = "tower")]
pub use self::adapter::replay::Replay;
pub use self::builder::{Inputs, SessionBuilder};
pub use self::handle::Session;
#[doc(hidden)]
pub use self::handle::check::check;
pub use self::handle::check::{Checked, Checks};
pub use self::handle::log_out::{LogOut, LogsOut};
pub use self::map::SessionMap;
#[doc(hidden)]
pub use self::person::identify_by_call;
pub use self::person::{Identifies, IdentifyError};
#[cfg(feature = "sign")]
#[doc(hidden)]
pub use self::person::{Issuer, identify_by_token};
#[doc(hidden)]
pub use self::source::made::no_token;
#[doc(hidden)]
pub use self::source::polling::seconds;
pub use self::source::registration::Registers;
pub use self::source::step::expect::expect;
pub use self::source::{
    Ask, Captures, Declined, FurtherParts, Identity, Made, Polling, Renewal, Reuse, Rotation, Spending, TokenHeader,
    TokenOf, TokenSource, Tokens,
};
#[doc(hidden)]
pub use self::source::{SettingOf, joined};
#[doc(hidden)]
pub use self::source::{given, given_of};
pub use self::state::{SessionGone, SessionState, SessionWatch};
#[doc(hidden)]
pub use self::step_up::{scope_text, scope_value};
#[cfg(all(feature = "redis", any(feature = "tls-rustls", feature = "tls-ring")))]
pub use self::store::RedisTls;
#[cfg(feature = "test-util")]
pub use self::store::conformance;
#[cfg(feature = "test-util")]
#[doc(hidden)]
pub use self::store::rewritten;
#[cfg(feature = "encrypted-store")]
pub use self::store::{EncryptedStore, EncryptedStoreError, EncryptionKey};
pub use self::store::{FileStore, Grant, Locked, MemoryStore, Store, StoreFuture, Stored};
#[cfg(feature = "keyring")]
pub use self::store::{KeyringStore, KeyringStoreError};
#[cfg(feature = "redis")]
pub use self::store::{RedisStore, RedisStoreError};
pub use self::token::access_token::AccessToken;
#[doc(hidden)]
pub use self::token::claim::claim;
pub use self::token::clock::{Clock, Moment, SystemClock};
pub use self::token::lifetime::Windows;
#[cfg(feature = "test-util")]
pub use self::token::manual_clock::ManualClock;
pub use self::token::minted::Minted;
pub use self::token::one_time::OneTime;
pub use self::token::one_time::lent::Lent;
use crate::Provider;
use crate::client::HasConnection;
pub use crate::credential::{Registered, SessionError, SessionProblem};
#[doc(hidden)]
pub use crate::identity::Identity as Person;
#[cfg(feature = "derive")]
pub use auth_macros::{Consent, TokenSource};

impl<P: Provider> Session<P> {
    /// Makes a session with safe defaults on a client or a connection. Nothing is requested before its first use.
    pub fn new(source: impl TokenSource<P>, client: &impl HasConnection<P>) -> Self {
        Self::builder(source, client).build()
    }

    /// Returns a builder for the options of a session: store, windows, deadline, clock.
    pub fn builder(source: impl TokenSource<P>, client: &impl HasConnection<P>) -> SessionBuilder<P> {
        SessionBuilder::new(source, &client.anonymous())
    }
}
