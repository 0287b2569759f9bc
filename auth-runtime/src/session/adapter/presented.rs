//! What a derived source needs to make its requests.

use crate::consent::AuthorizationCode;
use crate::credential::SessionError;
use crate::request::{Context, Fields, Place, RequestProblem};
use crate::session::source::TokenHeader;
use crate::value::Value;
use crate::{Authorizes, Class, Credential, Secret};

/// A token that is sent to have it renewed or revoked.
pub struct Presented {
    header: TokenHeader,
    token: Secret,
}

impl Presented {
    /// That token, in the header in which the API takes it.
    #[must_use]
    pub fn new(header: TokenHeader, token: &Secret) -> Self {
        Self { header, token: token.clone() }
    }
}

impl Credential for Presented {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        let Self { header: TokenHeader { name, prefix }, token } = self;
        to.part(Place::Header, name, Value::concat([Value::text(prefix), Value::Secret(token)]));
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<P, C> Authorizes<P, C> for Presented {}

/// The field of a request that takes the verifier of PKCE (RFC 7636 §4.5): a secret, or an optional one.
pub trait Verifier: Sized {
    /// The verifier of that authorization.
    fn of(code: &AuthorizationCode) -> Result<Self, SessionError>;
}

impl Verifier for Option<Secret> {
    /// The verifier of that authorization.
    fn of(code: &AuthorizationCode) -> Result<Self, SessionError> {
        Ok(code.verifier.clone())
    }
}

impl Verifier for Secret {
    /// The verifier of that authorization.
    fn of(code: &AuthorizationCode) -> Result<Self, SessionError> {
        let missing = || SessionError::new(Class::Configuration, "the authorization was asked for without PKCE");
        code.verifier.clone().ok_or_else(missing)
    }
}
