//! A checked token.

use super::clock::Moment;
use super::copies::Copies;
use super::idle::Idle;
use super::lifetime::{Age, Ends};
use crate::credential::header_text::header_text;
use crate::credential::{SessionError, SessionProblem, TlsIdentity};
use crate::host::captured::Captured;
use crate::session::source::obtain::Obtain;
use crate::session::source::{FurtherParts, TokenHeader};
use crate::sign::Sign;
use crate::{Class, Secret};

/// A token that is valid in a header. Without `ends` it is valid until it is refused.
pub(crate) struct UsableToken {
    pub(crate) secret: Secret,
    pub(crate) header: Copies,
    pub(crate) further: FurtherParts,
    pub(crate) signer: Option<Box<dyn Sign>>,
    pub(crate) identity: Option<TlsIdentity>,
    pub(crate) ends: Option<Ends>,
    pub(crate) issued: Moment,
    pub(crate) scope: Option<String>,
    pub(crate) captures: Captured,
    pub(crate) idle: Option<Idle>,
    /// Whether it has exactly the granted scopes.
    pub(crate) exact_scopes: bool,
}

/// What a login states about a token, beside the token itself.
pub(crate) struct Details {
    pub(crate) scope: Option<String>,
    pub(crate) captures: Captured,
    /// The key to which it is bound.
    pub(crate) key: Option<Secret>,
}

impl UsableToken {
    pub(crate) fn new(
        source: &dyn Obtain,
        secret: &Secret,
        ends: Option<Ends>,
        issued: Moment,
        Details { scope, captures, key }: Details,
    ) -> Result<Self, SessionError> {
        let further = source
            .further_parts(secret, &captures)
            .map_err(|problem| SessionError::new(Class::Configuration, problem))?;
        let header = header_value(source.declared().header, secret, &further)?;
        let idle = source.declared().idle.map(|limit| Idle::new(limit, &issued));
        let (signer, identity) = (source.signer(secret, key.as_ref())?, source.tls_identity());
        let exact_scopes = source.declared().exact_scopes;
        let secret = secret.clone();
        Ok(Self { secret, header, further, signer, identity, ends, issued, scope, captures, idle, exact_scopes })
    }

    /// Returns the first of these scopes that it is known to lack.
    pub(crate) fn lacks(&self, scopes: &[&'static str]) -> Option<&'static str> {
        let granted = self.scope.as_deref().filter(|_| self.exact_scopes)?;
        let has = |scope: &str| granted.split([' ', ',']).any(|known| known == scope);
        scopes.iter().copied().find(|scope| !has(scope))
    }

    pub(crate) fn age(&self, now: &Moment) -> Age {
        if self.idle.as_ref().is_some_and(|idle| idle.is_over(now)) {
            return Age::Expired;
        }
        self.ends.map_or(Age::Fresh, |ends| ends.age(now))
    }
}

/// Returns the header value in several copies, whose buffers are wiped when the last request that uses one is dropped.
fn header_value(header: TokenHeader, token: &Secret, further: &FurtherParts) -> Result<Copies, SessionError> {
    let text = if header.is_made {
        further.header_text(header.name)
    } else {
        header_text(header.prefix, &header.text_of(token), header.suffix)
    };
    text.and_then(|text| Copies::new(&text)).ok_or_else(|| SessionError::of(SessionProblem::TokenText))
}

/// Checks the token type, because a client must not use a token of an unknown type (RFC 6749 §7.1). Type names are
/// case-insensitive; an empty one counts as absent.
pub(crate) fn check_type(header: TokenHeader, token_type: Option<&str>) -> Result<(), SessionError> {
    let name = token_type.filter(|name| !name.is_empty());
    let is_known = header != TokenHeader::BEARER || name.is_none_or(|name| name.eq_ignore_ascii_case("bearer"));
    if is_known { Ok(()) } else { Err(SessionError::of(SessionProblem::TokenType)) }
}
