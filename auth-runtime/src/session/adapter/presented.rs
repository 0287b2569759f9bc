//! Types with which derived token sources send their requests.

use crate::consent::AuthorizationGrant;
use crate::credential::SessionError;
use crate::request::{Context, Fields, RequestProblem};
use crate::session::source::{FurtherParts, TokenHeader, TokenSource, key};
use crate::sign::Sign;
use crate::value::Value;
use crate::{Authorizes, Class, Connection, Credential, Provider, Secret};

/// A token that is sent in order to renew or revoke it.
pub struct Presented {
    header: TokenHeader,
    token: Secret,
    further: Result<FurtherParts, RequestProblem>,
    signer: Option<Box<dyn Sign>>,
}

impl Presented {
    /// Attaches a token in the place where the API expects it, with the further parts of its credential, for a request at
    /// this connection.
    #[must_use]
    pub fn new<P: Provider, S: TokenSource<P>>(source: &S, token: &Secret, at: &Connection<P>) -> Self {
        let site = at.hosts().site();
        let mut further = FurtherParts::of(site.settings(), site.captured());
        let further = source.further_parts(token, &mut further).map(|()| further);
        // A key that cannot be read was reported before the request.
        let signer = key::signer(source, token, key::of(site.captured())).ok().flatten();
        Self { header: S::HEADER, token: token.clone(), further, signer }
    }
}

impl Credential for Presented {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        let Self { header, token, further, signer: _ } = self;
        let TokenHeader { place, name, prefix, suffix, .. } = *header;
        if !header.is_made {
            let token = Value::Made(header.text_of(token));
            to.part(place, name, Value::concat([Value::text(prefix), token, Value::text(suffix)]));
        }
        further.as_ref().map_err(Clone::clone)?.add_to(to);
        Ok(())
    }

    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        Some(Box::new(self.signer.as_deref()? as &dyn Sign))
    }
}

#[diagnostic::do_not_recommend]
impl<P, C> Authorizes<P, C> for Presented {}

/// The type of the request field for the PKCE verifier (RFC 7636 §4.5): a secret, or an optional one.
pub trait Verifier: Sized {
    /// Returns the verifier of an authorization.
    fn of<C>(grant: &AuthorizationGrant<C>) -> Result<Self, SessionError>;
}

impl<T: From<Secret>> Verifier for Option<T> {
    /// Returns the verifier of an authorization.
    fn of<C>(grant: &AuthorizationGrant<C>) -> Result<Self, SessionError> {
        Ok(grant.verifier.clone().map(T::from))
    }
}

const NO_PKCE: &str = "the authorization was asked for without PKCE";

impl Verifier for Secret {
    /// Returns the verifier of an authorization, or an error if there is none.
    fn of<C>(grant: &AuthorizationGrant<C>) -> Result<Self, SessionError> {
        grant.verifier.clone().ok_or_else(|| SessionError::new(Class::Configuration, NO_PKCE))
    }
}
