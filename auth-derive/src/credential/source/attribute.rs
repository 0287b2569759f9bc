//! The attribute on the struct.

use auth_language::lifecycle::{Carried, Lifecycle};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::value::{Name, NameKind, ScopeEntry, Type as LanguageType};
use auth_language::word::{self, BasicEncoding, Reuse, Rotation, TokenMember, Word};
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, Ident, Token, Type};

use super::input::Input;
use super::request::{Request, read_request};
use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::credential::attachment::{Parts, read_parts};
use crate::value::template::{field_name, scope};

/// What `#[token_source(…)]` on the struct says. What is missing was reported.
pub(crate) struct Source {
    pub(crate) at: Span,
    pub(crate) provider: Option<Box<Type>>,
    pub(crate) mint: Option<Request>,
    pub(crate) refresh: Option<Request>,
    /// Which token `refresh` carries.
    pub(crate) renewal: Option<Carried>,
    pub(crate) revoke: Option<Request>,
    pub(crate) reply: Vec<(TokenMember, Ident)>,
    pub(crate) lifetime: Option<Spanned<u64, Span>>,
    /// What happens to a refresh token when it is used.
    pub(crate) rotation: Option<Rotation>,
    /// What happens when a replaced refresh token is used again.
    pub(crate) reuse: Option<Reuse>,
    /// How long a replaced refresh token can still be used, in seconds.
    pub(crate) grace: Option<Spanned<u64, Span>>,
    /// How tokens are attached; empty for `bearer`.
    pub(crate) parts: Parts,
    /// Whether all of the attribute was understood.
    pub(crate) is_sound: bool,
}

/// What templates call the token.
const TOKEN: &str = "access_token";

pub(crate) fn read_source(input: &DeriveInput, inputs: &[Input<'_>], problems: &mut Problems) -> Source {
    let before = problems.found().len();
    let mut args = Args::read(&input.attrs, "token_source", input.ident.span(), problems);
    let mut source = Source {
        at: args.span,
        provider: args.ty("provider", problems),
        mint: read_request("mint", &mut args, problems),
        refresh: read_request("refresh", &mut args, problems),
        renewal: None,
        revoke: read_request("revoke", &mut args, problems),
        reply: read_reply(args.lists("token", problems), problems),
        lifetime: read_seconds("lifetime", &mut args, problems),
        rotation: read_word("rotation", &mut args, problems),
        reuse: read_word("reuse", &mut args, problems),
        grace: read_seconds("grace", &mut args, problems),
        parts: Parts { parts: Vec::new(), encoding: BasicEncoding::Plain },
        is_sound: true,
    };
    source.parts = read_attachment(&mut args, &source.reply, inputs, problems);
    args.finish(problems);
    source.renewal = source.refresh.as_ref().and_then(|refresh| refresh.renewal(problems));
    source.revoke.iter().for_each(|revoke| revoke.check_revoke(problems));
    source.is_sound = problems.found().len() == before;
    if source.is_sound {
        source.check_complete(problems);
    }
    source
}

/// A template calls the token `access_token`, or by its field of the reply.
fn read_attachment(
    args: &mut Args,
    reply: &[(TokenMember, Ident)],
    inputs: &[Input<'_>],
    problems: &mut Problems,
) -> Parts {
    let field = reply.iter().find(|(member, _)| *member == TokenMember::AccessToken).map(|(_, field)| field);
    let ident = field.map_or_else(|| TOKEN.to_owned(), ToString::to_string);
    let token =
        Name { kind: NameKind::Token, ident, name: TOKEN.to_owned(), ty: LanguageType::Secret, optional: false };
    let settings: Vec<Ident> = args.lists("settings", problems);
    let inputs = inputs.iter().map(|input| ScopeEntry::Known(field_name(&input.member, NameKind::Input)));
    let scope = scope([ScopeEntry::Known(token.clone())].into_iter().chain(inputs), &settings);
    read_parts(args, &scope, Some(&token), problems)
}

fn read_seconds(name: &'static str, args: &mut Args, problems: &mut Problems) -> Option<Spanned<u64, Span>> {
    let seconds = args.integer(name, problems)?;
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
    /// A derive without these cannot do anything.
    fn check_complete(&self, problems: &mut Problems) {
        let missing = [
            (self.provider.is_none(), "the provider is missing", "write `provider = Acme`"),
            (self.mint.is_none(), "the request that makes the first token is missing", "write `mint(LogIn)`"),
            (
                self.member(TokenMember::AccessToken).is_none(),
                "no field of the reply is the token",
                "write `token(access_token)`, or `token(access_token = field)`",
            ),
        ];
        for (_, message, help) in missing.iter().filter(|(is_missing, ..)| *is_missing) {
            problems.report(Code::ATTRIBUTE, self.at, *message, *help);
        }
    }

    /// The source in the terms of the language, if it has a first request.
    pub(crate) fn lifecycle(&self, inputs: &[Input<'_>]) -> Option<Lifecycle<Span>> {
        let carried = self.renewal.unwrap_or(Carried::Access);
        let reply = self.reply.iter().map(|(member, field)| (*member, Spanned::new(field.to_string(), field.span())));
        Some(Lifecycle {
            mint: self.mint.as_ref()?.step(Carried::Access),
            refresh: self.refresh.as_ref().map(|refresh| refresh.step(carried)),
            revoke: self.revoke.as_ref().map(|revoke| revoke.step(Carried::Each)),
            reply: reply.collect(),
            lifetime: self.lifetime,
            inputs: inputs.iter().map(Input::language).collect(),
        })
    }

    /// The field of the reply that has a member.
    pub(crate) fn member(&self, member: TokenMember) -> Option<&Ident> {
        self.reply.iter().find(|(known, _)| *known == member).map(|(_, field)| field)
    }

    /// An endpoint that takes the token in a field takes refresh tokens too (RFC 7009 §2.1).
    pub(crate) fn revokes_refresh_tokens(&self) -> bool {
        let has_field = self.revoke.as_ref().is_some_and(|revoke| revoke.field.is_some());
        has_field && self.member(TokenMember::RefreshToken).is_some()
    }
}

/// `role`, or `role = field`.
struct ReplyField {
    role: Ident,
    field: Ident,
}

impl Parse for ReplyField {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let role = input.call(Ident::parse_any)?;
        let other = input.parse::<Option<Token![=]>>()?.map(|_| input.call(Ident::parse_any)).transpose()?;
        Ok(Self { field: other.unwrap_or_else(|| role.clone()), role })
    }
}

fn read_reply(fields: Vec<ReplyField>, problems: &mut Problems) -> Vec<(TokenMember, Ident)> {
    let read = fields.into_iter().filter_map(|ReplyField { role, field }| {
        let name = role.to_string();
        let member = TokenMember::find(&name);
        if member.is_none() {
            let help = suggest::help(&name, role.span(), &TokenMember::texts(), TokenMember::ALL_ARE);
            problems.report(Code::TOKEN, role.span(), format!("a token has no `{name}`"), help);
        }
        member.map(|member| (member, field))
    });
    read.collect()
}
