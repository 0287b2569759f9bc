//! The model of a token's lifecycle: the calls of a credential, and the fields of their replies.

use crate::spanned::Spanned;
use crate::word::TokenMember;

/// The calls that issue, renew and revoke a token, and the fields of their replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle<P> {
    /// The steps that request the first token, in order.
    pub mint: Vec<Step<P>>,
    /// The steps that request a new token with the current one. If there are none, `mint` is repeated.
    pub refresh: Vec<Step<P>>,
    /// The steps that revoke a token.
    pub revoke: Vec<Step<P>>,
    /// The reply's field for each member of a token reply.
    pub reply: Vec<(TokenMember, Spanned<String, P>)>,
    /// The lifetime of a token in seconds, if the reply does not state it.
    pub lifetime: Option<Spanned<u64, P>>,
    /// The values that the caller gives.
    pub inputs: Vec<Input<P>>,
}

/// One call of the lifecycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<P> {
    /// The name by which later steps refer to the reply.
    pub name: String,
    /// The name of the endpoint.
    pub call: Spanned<String, P>,
    /// The request field that carries a token, and which token. `None` if the access token is attached as for any call.
    pub carries: Option<(Spanned<String, P>, Carried)>,
}

/// The token that a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carried {
    /// The access token.
    Access,
    /// The refresh token (RFC 6749 §6).
    Refresh,
    /// Both, in two calls (token revocation, RFC 7009 §2.1).
    Each,
    /// None: the provider knows the token by what else is sent.
    Nothing,
}

/// A value that the caller gives for the calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input<P> {
    /// The Rust field.
    pub ident: Spanned<String, P>,
    /// How often it can be used.
    pub use_: Use,
    /// Whether `mint` sends it.
    pub mint: bool,
    /// Whether `refresh` sends it.
    pub refresh: bool,
    /// Whether `revoke` sends it.
    pub revoke: bool,
}

/// How often an input can be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// It can be used in every request.
    Lasting,
    /// It can be used once.
    Once,
    /// It can be used once: an authorization code (RFC 6749 §4.1.2), sent with its PKCE verifier (RFC 7636 §4.5).
    Code {
        /// The Rust field of the PKCE verifier.
        verifier: Option<String>,
    },
}

impl<P> Lifecycle<P> {
    /// Returns the reply's field for a member of the token reply.
    #[must_use]
    pub fn member(&self, member: TokenMember) -> Option<&str> {
        self.reply.iter().find(|(known, _)| *known == member).map(|(_, field)| field.value.as_str())
    }
}
