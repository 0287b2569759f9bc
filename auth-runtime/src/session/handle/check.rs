//! Shows whether a credential works.

use std::fmt;

use crate::call::{Endpoint, Error, ProtectedEndpoint};
use crate::client::HasConnection;
use crate::host::Provider;
use crate::response::{ApiError, Class};
use crate::session::Session;
use crate::{Authorizes, Connection};

/// A credential of which a call of the provider shows whether it works. `check` of a spec, and `check(…)` of the derives,
/// implement it; then the credential and its sessions have a method `check`.
#[diagnostic::on_unimplemented(
    message = "no call shows whether `{Self}` works",
    label = "this credential has no check",
    note = "a spec says it with `check`, a derive with `check(…)`"
)]
pub trait Checks<P>: Sized {
    /// The call.
    type Request: ProtectedEndpoint + Send + Sync;
    /// The variants of the call's error that show that the credential works, because the provider knew it and refused
    /// the rest of the request.
    const ACCEPTS: &'static [&'static str] = &[];

    /// Makes the request.
    fn request() -> Self::Request;
}

/// What a check has shown. `E` is the error of the call.
///
/// ```no_run
/// # use auth_runtime::session::{Checked, Checks, Session};
/// # use auth_runtime::call::{Endpoint, ProtectedEndpoint};
/// # use auth_runtime::{Authorizes, Connection, Provider};
/// # async fn example<P: Provider, C: Checks<P>>(session: Session<P, C>, client: Connection<P>)
/// # where Session<P, C>: Authorizes<P, <C::Request as ProtectedEndpoint>::Auth> {
/// match session.check(&client).await {
///     Checked::Works => println!("connected"),
///     Checked::Rejected(error) => println!("this key is not valid: {error}"),
///     Checked::Denied(error) => println!("this key lacks a permission: {error}"),
///     other => println!("nobody knows yet: {other:?}"),
/// }
/// # }
/// ```
#[must_use]
#[non_exhaustive]
pub enum Checked<E> {
    /// The provider accepts the credential.
    Works,
    /// The provider does not accept the credential: another one is needed ([`Class::Reauthenticate`]).
    Rejected(Error<E>),
    /// The provider knows the credential, which lacks a permission ([`Class::Denied`]).
    Denied(Error<E>),
    /// Nothing was shown: the provider could not be reached, is busy, or refused the request for another reason.
    Unknown(Error<E>),
}

impl<E> Checked<E> {
    /// Whether the provider accepts the credential.
    #[must_use]
    pub fn works(&self) -> bool {
        matches!(self, Self::Works)
    }

    /// Returns the error of the call, unless the credential works.
    #[must_use]
    pub fn error(&self) -> Option<&Error<E>> {
        match self {
            Self::Works => None,
            Self::Rejected(error) | Self::Denied(error) | Self::Unknown(error) => Some(error),
        }
    }
}

impl<E: ApiError> Checked<E> {
    /// Judges by the class of the error, unless its variant is one of those that show that the credential works.
    fn of(error: Error<E>, accepts: &[&str]) -> Self {
        if let Error::Api(refusal) = &error
            && accepts.contains(&refusal.error().name())
        {
            return Self::Works;
        }
        match error.class() {
            Class::Reauthenticate => Self::Rejected(error),
            Class::Denied => Self::Denied(error),
            Class::Retry
            | Class::RateLimited
            | Class::Configuration
            | Class::Pending
            | Class::SlowDown
            | Class::ClockSkew => Self::Unknown(error),
        }
    }

    /// Returns what the caller can do, unless the credential works.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.error().map(Error::class)
    }
}

/// Shows the error.
impl<E: ApiError> fmt::Debug for Checked<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Works => f.write_str("Works"),
            Self::Rejected(error) => f.debug_tuple("Rejected").field(error).finish(),
            Self::Denied(error) => f.debug_tuple("Denied").field(error).finish(),
            Self::Unknown(error) => f.debug_tuple("Unknown").field(error).finish(),
        }
    }
}

/// The error of a credential's check.
type ErrorOf<P, C> = <<C as Checks<P>>::Request as Endpoint>::Error;
/// The credential that the call of a check needs.
type AuthOf<P, C> = <<C as Checks<P>>::Request as ProtectedEndpoint>::Auth;

/// Makes the call that shows whether a credential works.
#[doc(hidden)]
pub async fn check<P, C>(credential: &C, client: &impl HasConnection<P>) -> Checked<ErrorOf<P, C>>
where
    P: Provider,
    C: Checks<P> + Authorizes<P, AuthOf<P, C>>,
{
    judge::<P, C, C>(credential, &client.anonymous()).await
}

impl<P: Provider, C: Checks<P>> Session<P, C> {
    /// Makes a call that shows whether the credential works; before it, a log-in if there is no token yet.
    pub async fn check(&self, client: &impl HasConnection<P>) -> Checked<ErrorOf<P, C>>
    where
        Self: Authorizes<P, AuthOf<P, C>>,
    {
        judge::<P, C, Self>(self, &client.anonymous()).await
    }
}

async fn judge<P, C, A>(credential: &A, at: &Connection<P>) -> Checked<ErrorOf<P, C>>
where
    P: Provider,
    C: Checks<P>,
    A: Authorizes<P, AuthOf<P, C>>,
{
    match at.call_as(C::request(), credential).await {
        Ok(_) => Checked::Works,
        Err(error) => Checked::of(error, C::ACCEPTS),
    }
}
