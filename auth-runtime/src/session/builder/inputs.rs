//! Inputs that change while a program runs.

mod source;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::SessionBuilder;
use crate::Provider;
use crate::client::HasConnection;
use crate::response::Class;
use crate::retry::departure::preparing;
use crate::session::source::TokenSource;
use crate::session::{Session, SessionError};
use crate::value::SecretFileError;
use crate::value::decode::tolerance::strictly;

type Supplied<C> = Pin<Box<dyn Future<Output = Result<C, SessionError>> + Send>>;
type Supply<C> = dyn Fn() -> Supplied<C> + Send + Sync;

/// A credential whose inputs are obtained again before each request for a token: from files that are replaced when a
/// secret is rotated, or from a vault. All inputs are obtained together, so that a key and its identifier always belong
/// together.
///
/// ```
/// # use auth_runtime::{Connection, Provider, Secret};
/// # use auth_runtime::session::{Inputs, SessionError, TokenSource};
/// # struct User;
/// # impl User { fn new(name: &str, password: Secret) -> Self { User } }
/// # impl<P: Provider> TokenSource<P> for User {
/// #     async fn mint(&self, _: &Connection<P>) -> Result<auth_runtime::session::Minted, SessionError> { todo!() }
/// # }
/// # async fn example<P: Provider>(client: &Connection<P>) -> Result<(), SessionError> {
/// let user = Inputs::supplied_by(|| async {
///     let password = Secret::from_file("/run/secrets/acme/password")?;
///     Ok(User::new("ada", password))
/// });
/// let session = user.await?.session(client);
/// # Ok(())
/// # }
/// ```
///
/// A session that is refused logs in again, with the inputs of that moment. If they cannot be obtained, the session has
/// the function's error, and the next call tries again; a token that is still valid is used meanwhile. Inputs that can be
/// used only once have a function of their own: [`OneTime::supplied_by`](crate::session::OneTime::supplied_by).
///
/// Whose tokens they are must not change: the name of the user, the client id and the like. For another account, make
/// another session.
pub struct Inputs<C> {
    /// The inputs that were obtained last.
    last: ArcSwap<C>,
    supply: Arc<Supply<C>>,
}

impl<C: Send + Sync + 'static> Inputs<C> {
    /// Obtains the inputs, and obtains them again before each request for a token. A function that blocks for long, such
    /// as one that reads files over a network, uses `tokio::task::spawn_blocking`.
    ///
    /// # Errors
    /// The error of the function, so that a program with missing secrets fails when it starts.
    pub async fn supplied_by<F>(supply: impl Fn() -> F + Send + Sync + 'static) -> Result<Self, SessionError>
    where
        F: Future<Output = Result<C, SessionError>> + Send + 'static,
    {
        let first = supply().await?;
        Ok(Self { last: ArcSwap::from_pointee(first), supply: Arc::new(move || Box::pin(supply())) })
    }

    /// Obtains the inputs anew: for a credential that is attached as it is, `client.with(keys.next().await?)`.
    ///
    /// # Errors
    /// The error of the function.
    pub async fn next(&self) -> Result<Arc<C>, SessionError> {
        let inputs = Arc::new(preparing(strictly((self.supply)())).await?);
        self.last.store(Arc::clone(&inputs));
        Ok(inputs)
    }

    /// Returns the inputs that were obtained last.
    #[must_use]
    pub fn last(&self) -> Arc<C> {
        self.last.load_full()
    }

    /// Makes a session. Calls that need the credential `C` accept it.
    #[must_use]
    pub fn session<P: Provider>(self, client: &impl HasConnection<P>) -> Session<P, C>
    where
        C: TokenSource<P>,
    {
        self.builder(client).build()
    }

    /// Returns a builder for the options of a session: store, windows, deadline, clock.
    pub fn builder<P: Provider>(self, client: &impl HasConnection<P>) -> SessionBuilder<P, C>
    where
        C: TokenSource<P>,
    {
        SessionBuilder::new(self, &client.anonymous())
    }
}

/// A file that is missing or must not be read is a matter of configuration, any other failure may pass.
impl From<SecretFileError> for SessionError {
    fn from(error: SecretFileError) -> Self {
        Self::new(if error.is_retryable() { Class::Retry } else { Class::Configuration }, error)
    }
}

/// Shows no input.
impl<C> fmt::Debug for Inputs<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inputs").finish_non_exhaustive()
    }
}
