//! What is read of the reply of a renewal.

use auth_language::word::TokenMember;
use proc_macro2::TokenStream;
use syn::LitStr;

use crate::credential::source::attribute::NamedToken;
use crate::credential::source::path::{Replies, ReplyPath};
use crate::credential::source::reply::{Reply, emit_several};

/// What is read of the reply of a renewal: the token, and others that it answers, too.
pub(crate) struct Renewed<'r> {
    own: &'r Reply,
    others: Vec<(&'r LitStr, Reply)>,
    name: Option<&'r LitStr>,
}

impl<'r> Renewed<'r> {
    /// Makes the reply of a renewal of one token.
    pub(crate) fn of(own: &'r Reply) -> Self {
        Self { own, others: Vec::new(), name: None }
    }

    /// Makes the reply of a renewal of a token, and of those that are renewed with it.
    pub(crate) fn with_others(own: &'r Reply, token: &'r NamedToken, all: &'r [NamedToken]) -> Self {
        let follows = |other: &&NamedToken| other.with.as_ref().is_some_and(|with| with.value() == token.name.value());
        let others = all.iter().filter(follows).map(|other| (&other.name, other.source.renewed()));
        Self { own, others: others.collect(), name: Some(&token.name) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.others.iter().all(|(_, other)| other.is_empty())
    }

    pub(crate) fn has_variants(&self) -> bool {
        self.own.has_variants() || self.others.iter().any(|(_, other)| other.has_variants())
    }

    pub(crate) fn member(&self, member: TokenMember) -> Option<&ReplyPath> {
        self.own.member(member)
    }

    /// Emits the token, or all of them.
    pub(crate) fn emit(&self, replies: &Replies<'_>) -> TokenStream {
        let own = self.own.emit(replies);
        let Some(name) = self.name.filter(|_| !self.others.is_empty()) else { return own };
        let others = self.others.iter().map(|(name, other)| (*name, other.emit_found(replies)));
        emit_several(std::iter::once((name, own)).chain(others))
    }
}
