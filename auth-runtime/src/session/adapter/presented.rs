//! What a derived source needs to make its requests.

use crate::consent::AuthorizationCode;
use crate::credential::SessionError;
use crate::request::{Context, Fields, RequestProblem};
use crate::session::source::{FurtherParts, TokenHeader, TokenSource};
use crate::value::Value;
use crate::{Authorizes, Class, Credential, Secret};

/// A token that is sent to have it renewed or revoked.
pub struct Presented {
    header: TokenHeader,
    token: Secret,
    further: Result<FurtherParts, RequestProblem>,
}

impl Presented {
    /// That token, where the API takes it, and what goes with it.
    #[must_use]
    pub fn new<P, S: TokenSource<P>>(source: &S, token: &Secret) -> Self {
        let mut further = FurtherParts::default();
        let further = source.further_parts(token, &mut further).map(|()| further);
        Self { header: S::HEADER, token: token.clone(), further }
    }
}

impl Credential for Presented {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        let Self { header: TokenHeader { place, name, prefix }, token, further } = self;
        to.part(*place, name, Value::concat([Value::text(prefix), Value::Secret(token)]));
        for part in &further.as_ref().map_err(Clone::clone)?.headers {
            to.part(part.place, part.name, Value::Secret(&part.secret));
        }
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
