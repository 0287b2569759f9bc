//! The attribute on a field.

use syn::{Field, Ident, Type};

use super::attribute::Lifecycle;
use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::attr::shape::{argument_of, is_named};

/// A field of the struct, and the requests that it goes into.
pub(crate) struct Input<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) kind: Kind,
    pub(crate) mint: bool,
    pub(crate) refresh: bool,
    pub(crate) revoke: bool,
}

/// How often an input can be used.
pub(crate) enum Kind {
    /// In every request.
    Lasting,
    /// `OneTime<…>`: once.
    Once,
    /// `OneTime<AuthorizationCode>`: once, with the field that its PKCE verifier goes into.
    Code { verifier: Option<Ident> },
}

impl<'a> Input<'a> {
    pub(crate) fn parse(ident: &'a Ident, field: &'a Field, lifecycle: &Lifecycle, problems: &mut Problems) -> Self {
        let mut args = Args::read(&field.attrs, "token_source", ident.span(), problems);
        let (mint, refresh, revoke) =
            (args.flag("mint", problems), args.flag("refresh", problems), args.flag("revoke", problems));
        let verifier = args.word("verifier", problems);
        args.finish(problems);
        let input = Self {
            ident,
            ty: &field.ty,
            kind: kind(&field.ty, verifier, problems),
            mint: mint || !(refresh || revoke),
            refresh,
            revoke,
        };
        input.check(lifecycle, problems);
        input
    }

    fn check(&self, lifecycle: &Lifecycle, problems: &mut Problems) {
        for (is_used, request, name) in
            [(self.refresh, &lifecycle.refresh, "refresh"), (self.revoke, &lifecycle.revoke, "revoke")]
        {
            if is_used && request.is_none() && lifecycle.is_sound {
                problems.push(
                    self.ident.span(),
                    format!("there is no request for `{name}`: add `{name}(Request)` to the struct"),
                );
            }
            if is_used && !matches!(self.kind, Kind::Lasting) {
                problems.push(self.ident.span(), format!("what is used once is used up by `mint`: remove `{name}`"));
            }
        }
    }
}

fn kind(ty: &Type, verifier: Option<Ident>, problems: &mut Problems) -> Kind {
    let inner = argument_of(ty, "OneTime");
    if inner.is_some_and(|inner| is_named(inner, "AuthorizationCode")) {
        return Kind::Code { verifier };
    }
    if let Some(verifier) = verifier {
        problems.push(verifier.span(), "a `verifier` belongs to a field of type `OneTime<AuthorizationCode>`");
    }
    if inner.is_some() { Kind::Once } else { Kind::Lasting }
}
