//! The calls of a credential, and what is taken from their replies.

use crate::spanned::Spanned;
use crate::word::TokenMember;

/// The calls of a credential, and what the replies of `mint` and `refresh` have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle<P> {
    /// Make the first token, one after the other.
    pub mint: Vec<Step<P>>,
    /// Make the next one from the current one; without them, the next is made as the first.
    pub refresh: Vec<Step<P>>,
    /// Revoke a token.
    pub revoke: Vec<Step<P>>,
    /// Which member of the reply is in which field.
    pub reply: Vec<(TokenMember, Spanned<String, P>)>,
    /// How long a token lives, in seconds, where the reply does not say it.
    pub lifetime: Option<Spanned<u64, P>>,
    /// What the caller gives.
    pub inputs: Vec<Input<P>>,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<P> {
    /// What later steps call its reply.
    pub name: String,
    /// The call, as the author names it.
    pub call: Spanned<String, P>,
    /// The field of the request that a token goes into, and which token. `None`: the access token is attached as to any call.
    pub carries: Option<(Spanned<String, P>, Carried)>,
}

/// Which token a call carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carried {
    /// The access token.
    Access,
    /// The refresh token (RFC 6749 §6).
    Refresh,
    /// Each of them, one after the other: what revokes a token takes both (RFC 7009 §2.1).
    Each,
}

/// What the caller gives for the calls.
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
    /// In every request.
    Lasting,
    /// Once.
    Once,
    /// Once: the code of an authorization (RFC 6749 §4.1.2), with the Rust field of its PKCE verifier (RFC 7636 §4.5).
    Code {
        /// The field of the verifier.
        verifier: Option<String>,
    },
}

impl<P> Lifecycle<P> {
    /// The field of the reply that has a member.
    #[must_use]
    pub fn member(&self, member: TokenMember) -> Option<&str> {
        self.reply.iter().find(|(known, _)| *known == member).map(|(_, field)| field.value.as_str())
    }
}

