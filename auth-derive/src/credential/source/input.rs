//! Parses the attribute on a field.

use auth_language::lifecycle::{self, Use};
use auth_language::problem::Code;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Field, Ident, Token, Type};

use crate::attr::args::Args;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::attr::shape::{argument_of, is_named};
use crate::credential::environment::input::Env;

/// A field of the struct, and the requests that send it.
pub(crate) struct Input<'a> {
    pub(crate) member: Member<'a>,
    pub(crate) kind: Kind,
    pub(crate) mint: bool,
    pub(crate) refresh: bool,
    pub(crate) revoke: bool,
    /// The environment variable that holds it.
    pub(crate) env: Env,
}

/// How often an input can be used.
pub(crate) enum Kind {
    /// It can be used in every request.
    Lasting,
    /// It can be used once: `OneTime<…>`.
    Once,
    /// The caller gives it when the request is made, having seen this reply: `Ask<…>`.
    Asked(Seen),
    /// It shows the user this reply: `Ask<…>`.
    Shown(Seen),
    /// It is a credential with which a step is made.
    Credential,
    /// It can be used once: `OneTime<AuthorizationCode>`, with the field for its PKCE verifier.
    Code { verifier: Option<Ident> },
    /// It is what a visit gave back: `AuthorizationGrant<…>`, by the name of the visit. `once` if it is a `OneTime`.
    Grant { visit: Ident, verifier: Option<Ident>, once: bool, after: Vec<Ident> },
}

/// The reply that the caller sees: that of a step, or one of several.
pub(crate) struct Seen {
    pub(crate) step: Ident,
    pub(crate) variant: Option<Ident>,
}

impl Parse for Seen {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let step = input.call(Ident::parse_any)?;
        let variant = input.parse::<Option<Token![.]>>()?.map(|_| input.call(Ident::parse_any)).transpose()?;
        Ok(Self { step, variant })
    }
}

pub(crate) fn read_input<'a>(ident: &Ident, field: &'a Field, problems: &mut Problems) -> Input<'a> {
    let mut member = Member::new(ident, field);
    let mut args = Args::read(&field.attrs, "token_source", ident.span(), problems);
    if let Some(rename) = args.text("rename", problems) {
        member.field.wire = rename.value();
    }
    let mut flag = |name, problems: &mut Problems| args.flag(name, problems);
    let (mint, refresh, revoke) = (flag("mint", problems), flag("refresh", problems), flag("revoke", problems));
    let attached = flag("input", problems);
    member.read_in_url(&mut args, problems);
    let verifier = args.word("verifier", problems);
    let (visit, after) = (args.word("visit", problems), args.lists("after", problems));
    let asked = args.lists::<Seen>("ask", problems).into_iter().next().map(Kind::Asked);
    let credential = args.flag("credential", problems).then_some(Kind::Credential);
    let shown = args.lists::<Seen>("shown", problems).into_iter().next().map(Kind::Shown);
    let env = Env::read(&mut args, problems);
    args.finish(problems);
    let is_default = !(refresh || revoke || attached);
    let kind = asked.or(shown).or(credential).unwrap_or_else(|| match visit {
        Some(visit) => grant(&field.ty, visit, (verifier, after), problems),
        None => kind(&field.ty, verifier, problems),
    });
    let env = if matches!(kind, Kind::Lasting) { env } else { env.off() };
    Input { member, kind, mint: mint || is_default, refresh, revoke, env }
}

/// Reads an input of the requests before a visit.
pub(crate) fn read_opening_input<'a>(ident: &Ident, field: &'a Field, problems: &mut Problems) -> Input<'a> {
    let mut member = Member::new(ident, field);
    let mut args = Args::read(&field.attrs, "consent", ident.span(), problems);
    if let Some(rename) = args.text("rename", problems) {
        member.field.wire = rename.value();
    }
    member.read_in_url(&mut args, problems);
    let kind = if args.flag("credential", problems) { Kind::Credential } else { Kind::Lasting };
    args.finish(problems);
    Input { member, kind, mint: true, refresh: false, revoke: false, env: Env::default() }
}

/// Reads an input that is what a visit gave back.
fn grant(ty: &Type, visit: Ident, (verifier, after): (Option<Ident>, Vec<Ident>), problems: &mut Problems) -> Kind {
    let inner = argument_of(ty, "OneTime");
    if !is_named(inner.unwrap_or(ty), "AuthorizationGrant") {
        let message = "a `visit` gives back an `AuthorizationGrant`";
        let help = "make the field a `OneTime<AuthorizationGrant<…>>`, or an `AuthorizationGrant<…>`";
        problems.report(Code::CONSENT, visit.span(), message, help);
    }
    Kind::Grant { visit, verifier, once: inner.is_some(), after }
}

fn kind(ty: &Type, verifier: Option<Ident>, problems: &mut Problems) -> Kind {
    let inner = argument_of(ty, "OneTime");
    if inner.is_some_and(|inner| is_named(inner, "AuthorizationCode")) {
        return Kind::Code { verifier };
    }
    if let Some(verifier) = verifier {
        let message = "a `verifier` belongs to the code of an authorization";
        problems.report(Code::CONSENT, verifier.span(), message, "make the field a `OneTime<AuthorizationCode>`");
    }
    if inner.is_some() { Kind::Once } else { Kind::Lasting }
}

impl Input<'_> {
    /// Returns the names of the steps before the visit.
    pub(crate) fn after(&self) -> &[Ident] {
        match &self.kind {
            Kind::Grant { after, .. } => after,
            Kind::Lasting | Kind::Asked(_) | Kind::Shown(_) | Kind::Credential | Kind::Once | Kind::Code { .. } => &[],
        }
    }

    /// Returns the name of the visit, if it is what a visit gave back.
    pub(crate) fn visit(&self) -> Option<&Ident> {
        match &self.kind {
            Kind::Grant { visit, .. } => Some(visit),
            Kind::Lasting | Kind::Asked(_) | Kind::Shown(_) | Kind::Credential | Kind::Once | Kind::Code { .. } => None,
        }
    }

    /// Whether it can be used once, and is taken for each request.
    pub(crate) fn is_once(&self) -> bool {
        match self.kind {
            Kind::Once | Kind::Code { .. } => true,
            Kind::Lasting | Kind::Asked(_) | Kind::Shown(_) | Kind::Credential | Kind::Grant { .. } => false,
        }
    }

    /// Whether no request sends it, so that only the attachment uses it.
    pub(crate) fn is_attached(&self) -> bool {
        !(self.mint || self.refresh || self.revoke)
    }

    /// Returns the input in the language's model.
    pub(crate) fn language(&self) -> lifecycle::Input<Span> {
        let use_ = match &self.kind {
            Kind::Lasting | Kind::Asked(_) | Kind::Shown(_) | Kind::Credential | Kind::Grant { once: false, .. } => {
                Use::Lasting
            }
            Kind::Once => Use::Once,
            Kind::Code { verifier } | Kind::Grant { verifier, once: true, .. } => {
                Use::Code { verifier: verifier.as_ref().map(ToString::to_string) }
            }
        };
        let (mint, refresh, revoke) = (self.mint, self.refresh, self.revoke);
        lifecycle::Input { ident: self.member.field.ident.clone(), use_, mint, refresh, revoke }
    }
}
