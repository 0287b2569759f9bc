//! Parses the attribute on the struct.

pub(crate) mod read;

use auth_language::credential::{check_session_parts, with_computed};
use auth_language::lifecycle::{Carried, Grace, Lifecycle, check_grace};
use auth_language::problem::Code;
use auth_language::request::{check_computed, check_computed_used};
use auth_language::sign::Sign;
use auth_language::spanned::Spanned;
use auth_language::value::{Name, NameKind, Scope, ScopeEntry, Type as LanguageType};
use auth_language::word::{self, JwtAlgorithm, Reuse, Rotation, TokenMember, Word};
use proc_macro2::{Span, TokenStream};
use syn::{Ident, LitStr, Type};

use super::input::{Input, Kind};
use super::path::Replies;
use super::person::Person;
use super::reply::{Reply, emit_several};
use super::request::{self, Request, is_told, read_requests};
use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::credential::attachment::{Parts, read_parts};
use crate::credential::check::Check;
use crate::value::template::{field_name, scope};

/// The contents of `#[token_source(…)]` on the struct. What is missing was reported.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the attribute")]
pub(crate) struct Source {
    pub(crate) at: Span,
    pub(crate) provider: Option<Box<Type>>,
    pub(crate) mint: Vec<Request>,
    pub(crate) refresh: Vec<Request>,
    /// The token that `refresh` carries.
    pub(crate) renewal: Option<Carried>,
    pub(crate) revoke: Vec<Request>,
    /// The fields that are read from the replies of `mint`.
    pub(crate) reply: Reply,
    /// The fields that are read from the replies of `refresh`, if they differ.
    pub(crate) renewed: Option<Reply>,
    /// The type of the captured values.
    pub(crate) captured: Option<Box<Type>>,
    pub(crate) lifetime: Option<Spanned<u64, Span>>,
    /// The time in seconds for which an unused token remains valid.
    pub(crate) idle: Option<Spanned<u64, Span>>,
    /// How long before its expiry a token is renewed, in seconds.
    pub(crate) early: Option<Spanned<u64, Span>>,
    /// Whether a refresh token is replaced when it is used.
    pub(crate) rotation: Option<Rotation>,
    /// What happens when a replaced refresh token is used again.
    pub(crate) reuse: Option<Reuse>,
    /// How long a replaced refresh token can still be used, in seconds.
    pub(crate) grace: Option<Spanned<Grace, Span>>,
    /// What says who logged in.
    pub(crate) person: Option<Person>,
    /// The settings that templates use.
    pub(crate) settings: Vec<Ident>,
    /// Whether a token has exactly the granted scopes.
    pub(crate) exact_scopes: bool,
    /// The field of the requests with the key that the session makes itself, and its algorithm.
    pub(crate) session_key: Option<(Ident, JwtAlgorithm)>,
    /// The page that ends the session of the browser, too.
    pub(crate) log_out: Option<Request>,
    /// Whether a new log-in ends the former.
    pub(crate) one_session: bool,
    /// Whether the token may be in a URL.
    pub(crate) in_url: bool,
    /// The text with which the names of environment variables begin.
    pub(crate) env_prefix: Option<LitStr>,
    /// The call that shows that the credential works.
    pub(crate) check: Option<Check>,
    /// How tokens are attached; empty for `bearer`.
    pub(crate) parts: Parts,
    /// The tokens of the login, if it has several.
    pub(crate) tokens: Vec<NamedToken>,
    /// Whether the whole attribute was understood.
    pub(crate) is_sound: bool,
}

/// One of several tokens of a login.
pub(crate) struct NamedToken {
    pub(crate) name: LitStr,
    /// The source of this token alone, which holds the credential.
    pub(crate) ty: Box<Type>,
    pub(crate) is_optional: bool,
    /// The token whose renewals answer this one, too.
    pub(crate) with: Option<LitStr>,
    pub(crate) source: Source,
}

/// The name that templates use for the token.
pub(crate) const TOKEN: &str = "access_token";

/// Parses what is said of a token: its renewal and revocation, its reply, and the facts about it.
pub(crate) fn read_token(args: &mut Args, problems: &mut Problems) -> Source {
    Source {
        at: args.span,
        provider: None,
        mint: Vec::new(),
        refresh: read_requests("refresh", args, problems),
        renewal: None,
        revoke: read_requests("revoke", args, problems),
        reply: Reply::read("token", "capture", args, problems),
        renewed: Some(Reply::read("renewed", "recapture", args, problems)).filter(|reply| !reply.is_empty()),
        captured: args.ty("captured", problems),
        lifetime: read_seconds("lifetime", args, problems),
        idle: read_seconds("idle", args, problems),
        early: read_seconds("early", args, problems),
        rotation: read_word("rotation", args, problems),
        reuse: read_word("reuse", args, problems),
        grace: read_grace(args, problems),
        exact_scopes: args.flag("exact_scopes", problems),
        one_session: args.flag("one_session", problems),
        in_url: args.flag("in_url", problems),
        session_key: None,
        log_out: None,
        env_prefix: None,
        check: None,
        person: None,
        settings: Vec::new(),
        parts: Parts::none(),
        tokens: Vec::new(),
        is_sound: true,
    }
}

/// Returns the names with which the reply of a step is compared: inputs, settings, and captured values.
fn scope_of_steps(source: &Source, inputs: &[Input<'_>]) -> Scope {
    let inputs = inputs.iter().map(|input| ScopeEntry::Known(field_name(&input.member, NameKind::Input)));
    scope(inputs.chain(captured(source)), &source.settings)
}

fn captured(source: &Source) -> impl Iterator<Item = ScopeEntry> {
    source.replies().into_iter().flat_map(Reply::names)
}

/// Parses how the token is attached. Templates call the token `access_token`, or by its field of the reply.
pub(crate) fn read_attachment(
    args: &mut Args,
    source: &Source,
    inputs: &[Input<'_>],
    problems: &mut Problems,
) -> Parts {
    let field = source.reply.member(TokenMember::AccessToken).map(|path| path.field.to_string());
    let ident = field.unwrap_or_else(|| TOKEN.to_owned());
    let ty = if source.in_url { LanguageType::SecretInUrl } else { LanguageType::Secret };
    let token = Name { kind: NameKind::Token, ident, name: TOKEN.to_owned(), ty, optional: false };
    let inputs = inputs.iter().map(|input| ScopeEntry::Known(field_name(&input.member, NameKind::Input)));
    let key = source.session_key.iter().map(|(name, _)| ScopeEntry::Known(name_of_key(name)));
    let known = [ScopeEntry::Known(token.clone())].into_iter().chain(inputs).chain(key).chain(captured(source));
    let scope = scope(known, &source.settings);
    settle(read_parts(args, &scope, Some(&token), problems), problems)
}

/// Writes named computed values into the parts, which are made once for each token.
fn settle(parts: Parts, problems: &mut Problems) -> Parts {
    let Parts { parts, encoding, computed, sign, tls } = parts;
    let also: Vec<_> = sign.iter().flat_map(Sign::expressions).chain(computed.iter().map(|it| &it.value)).collect();
    check_computed(&computed, problems);
    check_computed_used(&computed, &parts, &also, problems);
    check_session_parts(&parts, &computed, problems);
    let (parts, sign) = with_computed(parts, sign, &computed);
    Parts { parts, encoding, computed: Vec::new(), sign, tls }
}

/// Returns the key that a session makes itself, as a name for templates.
fn name_of_key(name: &Ident) -> Name {
    let (kind, name) = (NameKind::Input, name.to_string());
    Name { kind, ident: name.clone(), name, ty: LanguageType::PrivateKey, optional: false }
}

fn read_seconds(name: &'static str, args: &mut Args, problems: &mut Problems) -> Option<Spanned<u64, Span>> {
    let seconds = args.integer(name, problems)?;
    seconds_of(name, &seconds, problems)
}

/// Parses `grace = 30` or `grace = until_used`.
fn read_grace(args: &mut Args, problems: &mut Problems) -> Option<Spanned<Grace, Span>> {
    match args.integer_or_word("grace", problems)? {
        Ok(number) => {
            let seconds = seconds_of("grace", &number, problems)?;
            Some(Spanned::new(Grace::For(seconds.value), seconds.at))
        }
        Err(word) => {
            let text = Spanned::new(word.to_string(), word.span());
            check_grace(&text, problems).ok().map(|grace| Spanned::new(grace, word.span()))
        }
    }
}

fn seconds_of(name: &str, seconds: &syn::LitInt, problems: &mut Problems) -> Option<Spanned<u64, Span>> {
    let number = seconds.base10_parse().ok();
    if number.is_none() {
        let help = format!("write a number from 1 on, such as `{name} = 900`");
        problems.report(Code::LIFETIME, seconds.span(), "this is not a number of seconds", help);
    }
    number.map(|number| Spanned::new(number, seconds.span()))
}

fn read_word<W: Word>(name: &'static str, args: &mut Args, problems: &mut Problems) -> Option<W> {
    let found = args.word(name, problems)?;
    word::check(&Spanned::new(found.to_string(), found.span()), &format!("`{name}`"), problems).ok()
}

impl Source {
    /// Resolves what the requests carry, and what their replies must be.
    pub(super) fn resolve(&mut self, inputs: &[Input<'_>], problems: &mut Problems) {
        let scope = scope_of_steps(self, inputs);
        self.mint.iter_mut().for_each(|request| request.resolve(&scope, problems));
        self.resolve_renewal(inputs, problems);
    }

    /// Resolves what the requests after the login carry, and what their replies must be.
    pub(crate) fn resolve_renewal(&mut self, inputs: &[Input<'_>], problems: &mut Problems) {
        let scope = scope_of_steps(self, inputs);
        self.refresh.iter_mut().for_each(|request| request.resolve(&scope, problems));
        if !self.refresh.is_empty() {
            self.renewal = request::renewal(&self.refresh, inputs, problems);
        }
        self.revoke.iter().for_each(|revoke| request::check_revoke(revoke, inputs, problems));
        request::check_expectations(&self.revoke, problems);
    }

    /// Returns what is read of the replies of a login: one token, or several.
    pub(crate) fn replies(&self) -> Vec<&Reply> {
        if self.tokens.is_empty() {
            return vec![&self.reply];
        }
        self.tokens.iter().map(|token| &token.source.reply).collect()
    }

    /// Emits the token, or the several tokens, of the replies of a login.
    pub(crate) fn emit_minted(&self, replies: &Replies<'_>) -> TokenStream {
        if self.tokens.is_empty() {
            return self.reply.emit(replies);
        }
        emit_several(self.tokens.iter().map(|token| {
            let reply = &token.source.reply;
            (&token.name, if token.is_optional { reply.emit_found(replies) } else { reply.emit(replies) })
        }))
    }

    /// Reports required arguments that are missing.
    pub(super) fn check_complete(&self, problems: &mut Problems) {
        let missing = [
            (self.provider.is_none(), "the provider is missing", "write `provider = Acme`"),
            (self.mint.is_empty(), "the request that makes the first token is missing", "write `mint(LogIn)`"),
            (
                self.tokens.is_empty() && self.reply.member(TokenMember::AccessToken).is_none(),
                "no field of the reply is the token",
                "write `token(access_token)`, or `token(access_token = field)`",
            ),
        ];
        for (_, message, help) in missing.iter().filter(|(is_missing, ..)| *is_missing) {
            problems.report(Code::ATTRIBUTE, self.at, *message, *help);
        }
    }

    /// Checks that steps use only replies of earlier steps, and that reply paths name existing steps.
    pub(crate) fn check_steps(&self, inputs: &[Input<'_>], problems: &mut Problems) {
        for steps in [&self.mint, &self.refresh, &self.revoke] {
            request::check_arguments(steps, inputs, problems);
        }
        // What the renewal of another token answers is checked by rustc.
        let renewed = self.renewed.as_ref().map(|reply| (reply, &self.refresh)).filter(|_| !self.refresh.is_empty());
        let grant = inputs.iter().find(|input| input.visit().is_some());
        for (reply, steps) in [(&self.reply, &self.mint)].into_iter().chain(renewed) {
            let grant = grant.filter(|_| std::ptr::eq(steps, &raw const self.mint));
            let (visit, after) = (grant.and_then(Input::visit), grant.map(Input::after).unwrap_or_default());
            let steps = steps.iter().map(|step| (&step.name, step.is_optional)).collect();
            reply.check(&Replies { steps, visit, after, known: None }, problems);
        }
    }

    /// Returns the source in the language's model, if it has a first request.
    pub(crate) fn lifecycle(&self, inputs: &[Input<'_>]) -> Option<Lifecycle<Span>> {
        self.mint.first()?;
        let carried = self.renewal.unwrap_or(Carried::Access);
        let members = self.reply.members.iter();
        let reply = members.map(|(member, path)| (*member, Spanned::new(path.field.to_string(), path.field.span())));
        let steps = |steps: &[Request], carried| steps.iter().map(|step| step.step(carried, inputs)).collect();
        Some(Lifecycle {
            mint: steps(&self.mint, Carried::Access),
            refresh: steps(&self.refresh, carried),
            revoke: steps(&self.revoke, Carried::Each),
            reply: reply.collect(),
            lifetime: self.lifetime,
            inputs: inputs.iter().map(Input::language).collect(),
        })
    }

    /// Returns the fields that are read from the replies of a renewal.
    pub(crate) fn renewed(&self) -> Reply {
        self.renewed.clone().unwrap_or_else(|| self.reply.without_steps())
    }

    /// Whether refresh tokens are revoked too: an endpoint that takes the token in a field accepts both kinds (RFC 7009
    /// §2.1).
    pub(crate) fn revokes_refresh_tokens(&self, inputs: &[Input<'_>]) -> bool {
        let takes_each = |revoke: &Request| revoke.carried(inputs).is_some_and(|(_, role)| role.is_none());
        let has_field = self.revoke.iter().any(takes_each);
        has_field && self.reply.member(TokenMember::RefreshToken).is_some()
    }

    /// Whether a first token waits for a person.
    pub(crate) fn waits(&self, inputs: &[Input<'_>]) -> bool {
        let asks = |input: &Input<'_>| matches!(input.kind, Kind::Asked(_) | Kind::Shown(_));
        inputs.iter().any(asks) || self.mint.iter().any(|step| step.every.is_some())
    }

    /// Whether the steps of a renewal list the fields of their requests.
    pub(crate) fn is_renewal_told(&self) -> bool {
        is_told(&self.refresh) || self.renewed().has_variants()
    }

    /// Whether the steps of a login list the fields of their requests.
    pub(crate) fn is_told(&self, inputs: &[Input<'_>]) -> bool {
        let has_visit = inputs.iter().any(|input| input.visit().is_some());
        is_told(&self.mint) || has_visit || self.replies().into_iter().any(Reply::has_variants)
    }
}
