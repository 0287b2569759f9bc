//! The traits of credentials.

#[cfg(feature = "client")]
use std::pin::Pin;
#[cfg(feature = "client")]
use std::sync::Arc;

#[cfg(feature = "client")]
use crate::credential::SessionError;
use crate::credential::TlsIdentity;
use crate::host::captured::Captured;
use crate::request::{Context, Fields, RequestProblem};
use crate::sign::Sign;
#[cfg(feature = "client")]
use crate::value::Secret;

/// No credential, the initial state of a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anonymous;

/// Adds nothing. Only calls that need no credential accept it.
impl Credential for Anonymous {
    fn parts<'a>(&'a self, _: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        Ok(())
    }
}

impl<P, C: AcceptsNone> Authorizes<P, C> for Anonymous {}

/// A credential that can be attached to a request.
///
/// `#[derive(Credential)]` implements it for a key, a token, or a user name and password:
///
/// ```
/// # use auth_runtime::{Credential, Host, Provider, Secret};
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[];
/// # }
/// #[derive(Clone, Debug, Credential)]
/// #[credential(provider = Acme, header = "X-Api-Key")]
/// pub struct ApiKey(Secret);
///
/// let key = ApiKey::new("key-1");
/// # assert!(!format!("{key:?}").contains("key-1"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a credential",
    label = "cannot be attached to a request",
    note = "derive it: `#[derive(Credential)]`; a token is attached by `Bearer::new(token)`"
)]
pub trait Credential: Send + Sync {
    /// Adds the parts of the credential to a request: headers, `Authorization: Basic`, or parameters of the query. They
    /// are checked when they are encoded: a secret must not be empty and must consist of visible ASCII.
    fn parts<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem>;

    /// Returns the signer of the requests, which runs after all other parts are added. `None` for most credentials.
    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        None
    }

    /// Returns the client certificate for its calls (RFC 8705). `None` for most credentials; then the client's is used.
    fn tls_identity(&self) -> Option<TlsIdentity> {
        None
    }

    /// Returns the first of these scopes that the credential is known to lack.
    #[doc(hidden)]
    fn lacks(&self, _scopes: &[&'static str]) -> Option<&'static str> {
        None
    }

    /// Returns the values that the token's login captured. `None` for most credentials.
    #[doc(hidden)]
    fn captured(&self) -> Option<&Captured> {
        None
    }

    /// Returns the session behind the credential, if there is one: a call then waits for its token, and renews it after
    /// a 401.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn renew(&self) -> Option<&dyn Renew> {
        None
    }
}

/// A credential that the provider `P` accepts: any credential, or one that `C` accepts.
///
/// `Authorizes<Acme>` is any credential of Acme. `Authorizes<Acme, User>` is the credential `User` of Acme, or a
/// session that obtains its tokens with it. `Authorizes<Acme, ListRockets>` is one of the credentials that the request
/// `ListRockets` lists.
#[diagnostic::on_unimplemented(
    message = "this call needs a credential of `{P}`, and `{Self}` is not one",
    label = "not a credential that this call accepts",
    note = "attach one that `{P}` accepts: `client.with(credential)`"
)]
pub trait Authorizes<P, C = ()>: Credential {}

/// The requirement of a call that the credential `C` meets: `()` is met by every credential, a credential by itself and
/// its tokens, and a request by the credentials that it lists.
#[diagnostic::on_unimplemented(
    message = "this call does not accept the credential `{C}`",
    label = "it needs `{Self}`",
    note = "attach a `{Self}`, or a session of it: `client.with(credential)`; if `{Self}` is a request, its documentation says which credentials it takes"
)]
pub trait Accepts<C> {}

/// The requirement of a call that can also be made without a credential.
#[diagnostic::on_unimplemented(
    message = "this call needs a credential",
    label = "it cannot be made without one",
    note = "attach one first: `client.with(credential)`"
)]
pub trait AcceptsNone {}

impl<C> Accepts<C> for () {}

/// The result of a session, which may first have to send a token request.
#[cfg(feature = "client")]
pub type RenewFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, SessionError>> + Send + 'a>>;

/// A token of a session, as a credential.
#[cfg(feature = "client")]
pub trait Grant: Credential {
    /// Returns the number of the token within its session.
    fn generation(&self) -> u64;

    /// Returns the token.
    fn secret(&self) -> &Secret;
}

/// A credential whose token can be renewed. Sessions implement it.
#[cfg(feature = "client")]
pub trait Renew: Send + Sync {
    /// Returns a token that is valid now, without waiting.
    fn at_hand(&self) -> Option<Arc<dyn Grant>>;

    /// Returns a valid token, after requesting one if necessary.
    fn token(&self) -> RenewFuture<'_, Arc<dyn Grant>>;

    /// Returns another token in place of one that an endpoint has refused. `None` if a new token would not help: the
    /// endpoint has refused other tokens too, the provider issued the same token again, or it asks for a new login.
    fn instead_of<'a>(&'a self, refused: &'a dyn Grant, endpoint: &'a str) -> RenewFuture<'a, Option<Arc<dyn Grant>>>;

    /// Records that an endpoint accepted a token.
    fn accepted(&self, endpoint: &str);
}
