//! Who a request is sent for.

#[cfg(feature = "client")]
use std::pin::Pin;
#[cfg(feature = "client")]
use std::sync::Arc;

#[cfg(feature = "client")]
use crate::credential::SessionError;
#[cfg(feature = "client")]
use crate::credential::TlsIdentity;
use crate::host::captured::Captured;
use crate::request::{Context, Fields, RequestProblem};
use crate::sign::Sign;
#[cfg(feature = "client")]
use crate::value::Secret;

/// No credential: what a client starts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anonymous;

/// Adds nothing. Only calls that work without a credential accept it.
impl Credential for Anonymous {
    fn parts<'a>(&'a self, _: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        Ok(())
    }
}

impl<P, C: AcceptsNone> Authorizes<P, C> for Anonymous {}

/// Something that can be attached to a request to say who sends it.
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
    /// Adds the parts of the credential to a request: headers, `Authorization: Basic`, or parameters of the query. They are
    /// checked when they are written: a secret must not be empty and has visible ASCII only.
    fn parts<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem>;

    /// What signs the requests, after all other parts are there. `None` for most credentials.
    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        None
    }

    /// The client certificate that its calls are made with (RFC 8705). `None` for most credentials: those of the client.
    #[cfg(feature = "client")]
    fn tls_identity(&self) -> Option<TlsIdentity> {
        None
    }

    /// The first of these scopes that the credential is known not to have.
    #[doc(hidden)]
    fn lacks(&self, scopes: &[&'static str]) -> Option<&'static str> {
        let _ = scopes;
        None
    }

    /// What the log-in of the token captured. `None` for most credentials.
    #[doc(hidden)]
    fn captured(&self) -> Option<&Captured> {
        None
    }

    /// The session behind the credential, if there is one: a call waits for its token, and renews it after a 401.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn renew(&self) -> Option<&dyn Renew> {
        None
    }
}

/// A credential that the provider `P` accepts: any of them, or what `C` accepts.
///
/// `Authorizes<Acme>` is every credential of Acme. `Authorizes<Acme, User>` is the credential `User` of Acme, and a session that
/// obtains its tokens. `Authorizes<Acme, ListRockets>` is one of the credentials that the request `ListRockets` lists.
#[diagnostic::on_unimplemented(
    message = "this call needs a credential of `{P}`, and `{Self}` is not one",
    label = "not a credential that this call accepts",
    note = "attach one that `{P}` accepts: `client.with(credential)`"
)]
pub trait Authorizes<P, C = ()>: Credential {}

/// What a call asks for, and that it accepts the credential `C`: `()` accepts all of them, a credential itself and its tokens,
/// and a request those that it lists.
#[diagnostic::on_unimplemented(
    message = "this call does not accept the credential `{C}`",
    label = "it needs `{Self}`",
    note = "attach a `{Self}`, or a session of it: `client.with(credential)`; if `{Self}` is a request, its documentation says which credentials it takes"
)]
pub trait Accepts<C> {}

/// What a call asks for that works without a credential, too.
#[diagnostic::on_unimplemented(
    message = "this call needs a credential",
    label = "it cannot be made without one",
    note = "attach one first: `client.with(credential)`"
)]
pub trait AcceptsNone {}

impl<C> Accepts<C> for () {}

/// The response of a session, which may have to wait for a token request.
#[cfg(feature = "client")]
pub type RenewFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, SessionError>> + Send + 'a>>;

/// A token that a session has handed out, as a credential.
#[cfg(feature = "client")]
pub trait Grant: Credential {
    /// Which token of the session it is.
    fn generation(&self) -> u64;

    /// The token itself.
    fn secret(&self) -> &Secret;
}

/// A credential whose token can be renewed. A session implements it.
#[cfg(feature = "client")]
pub trait Renew: Send + Sync {
    /// A token that is valid now, without waiting.
    fn at_hand(&self) -> Option<Arc<dyn Grant>>;

    /// A valid token, which may have to be requested first.
    fn token(&self) -> RenewFuture<'_, Arc<dyn Grant>>;

    /// Another token than one that an endpoint has refused. `None` if the refusal is for the caller: the endpoint has refused
    /// other tokens as well, or the provider issues the same token again, or asks for a new login.
    fn instead_of<'a>(&'a self, refused: &'a dyn Grant, endpoint: &'a str) -> RenewFuture<'a, Option<Arc<dyn Grant>>>;

    /// An endpoint accepted a token.
    fn accepted(&self, endpoint: &str);
}
