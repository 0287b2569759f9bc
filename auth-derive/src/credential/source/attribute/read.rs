//! Parses the attributes on the struct: `token_source`, and `named_token` for each of several tokens.

use auth_language::problem::Code;
use auth_language::word::{JwtAlgorithm, TokenMember, Word as _};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Ident};

use super::{NamedToken, Source, read_attachment, read_token};
use crate::attr::args::Args;
use crate::attr::item::{Setting, SettingValue};
use crate::attr::problems::Problems;
use crate::credential::check::Check;
use crate::credential::source::input::Input;
use crate::credential::source::person::read_person;
use crate::credential::source::request::{Argument, Request, read_requests};

pub(crate) fn read_source(input: &DeriveInput, inputs: &[Input<'_>], problems: &mut Problems) -> Source {
    let before = problems.count();
    let mut args = Args::read(&input.attrs, "token_source", input.ident.span(), problems);
    let mut source = Source {
        provider: args.ty("provider", problems),
        mint: read_requests("mint", &mut args, problems),
        env_prefix: args.text("env_prefix", problems),
        session_key: read_session_key(&mut args, problems),
        log_out: read_log_out(&mut args, problems),
        check: Check::read(&mut args, problems),
        person: read_person(&mut args, problems),
        settings: args.names("settings", problems),
        ..read_token(&mut args, problems)
    };
    source.parts = read_attachment(&mut args, &source, inputs, problems);
    args.finish(problems);
    source.person.iter().for_each(|person| person.check(&source.settings, problems));
    source.tokens = read_named(input, &source, inputs, problems);
    source.resolve(inputs, problems);
    source.is_sound = problems.count() == before;
    if source.is_sound {
        source.check_complete(problems);
        source.check_steps(inputs, problems);
        source.is_sound = problems.count() == before;
    }
    source
}

/// Parses `session_key(proof_key = ES256)`.
fn read_session_key(args: &mut Args, problems: &mut Problems) -> Option<(Ident, JwtAlgorithm)> {
    let Setting { word: name, value } = args.lists("session_key", problems).into_iter().next()?;
    let algorithm = match &value {
        SettingValue::Word(word) => JwtAlgorithm::find(&word.to_string()).filter(|known| known.can_be_made()),
        SettingValue::Value(_) => None,
    };
    if algorithm.is_none() {
        let help = "write `session_key(proof_key = ES256)`";
        problems.report(Code::SIGN, name.span(), "a session makes no key for this algorithm", help);
    }
    algorithm.map(|algorithm| (name, algorithm))
}

/// Parses `log_out(EndSession(id_token_hint = id_token))`, whose fields take captured values.
fn read_log_out(args: &mut Args, problems: &mut Problems) -> Option<Request> {
    let pages: Vec<Request> = args.lists("log_out", problems);
    let page = pages.into_iter().next()?;
    for argument in &page.arguments {
        if !matches!(argument, Argument::Token(..)) {
            let help = "write `field = captured`";
            problems.report(Code::ATTRIBUTE, argument.field().span(), "this names no captured value", help);
        }
    }
    Some(page)
}

/// Reads the attributes `named_token`. What is missing is reported.
fn read_named(input: &DeriveInput, login: &Source, inputs: &[Input<'_>], problems: &mut Problems) -> Vec<NamedToken> {
    let attributes = input.attrs.iter().filter(|attribute| attribute.path().is_ident("named_token"));
    let tokens = attributes.filter_map(|attribute| {
        let args = Args::read(std::slice::from_ref(attribute), "named_token", attribute.span(), problems);
        read_one(args, login, inputs, problems)
    });
    let tokens: Vec<NamedToken> = tokens.collect();
    check_names(&tokens, login, problems);
    tokens
}

fn read_one(mut args: Args, login: &Source, inputs: &[Input<'_>], problems: &mut Problems) -> Option<NamedToken> {
    let before = problems.count();
    let (name, ty) = (args.text("name", problems), args.ty("source", problems));
    let (is_optional, with) = (args.flag("optional", problems), args.text("with", problems));
    let mut source = Source {
        provider: login.provider.clone(),
        mint: login.mint.clone(),
        settings: login.settings.clone(),
        ..read_token(&mut args, problems)
    };
    source.parts = read_attachment(&mut args, &source, inputs, problems);
    let at = args.span;
    args.finish(problems);
    source.resolve_renewal(inputs, problems);
    let is_clean = problems.count() == before;
    let missing = [
        (name.is_none(), "the name of the token is missing", "write `name = \"user\"`"),
        (ty.is_none(), "the source of the token is missing", "write `source = InstallUser`"),
        (
            source.reply.member(TokenMember::AccessToken).is_none(),
            "no field of the reply is the token",
            "write `token(access_token)`, or `token(access_token = field)`",
        ),
    ];
    for (_, message, help) in missing.iter().filter(|(is_missing, ..)| *is_missing && is_clean) {
        problems.report(Code::ATTRIBUTE, at, *message, *help);
    }
    Some(NamedToken { name: name?, ty: ty?, is_optional, with, source })
}

/// Checks that tokens have different names, that one that is renewed with another names it, and that the login itself has
/// none.
fn check_names(tokens: &[NamedToken], login: &Source, problems: &mut Problems) {
    for (index, token) in tokens.iter().enumerate() {
        let earlier = tokens.get(..index).unwrap_or_default();
        if earlier.iter().any(|earlier| earlier.name.value() == token.name.value()) {
            let message = format!("two tokens are called `{}`", token.name.value());
            problems.report(Code::TOKEN, token.name.span(), message, "give one of them another name");
        }
        let Some(with) = &token.with else { continue };
        let leads = |other: &&NamedToken| other.name.value() == with.value() && !other.source.refresh.is_empty();
        if !tokens.iter().any(|other| leads(&other)) {
            let message = format!("no token `{}` has a `refresh`", with.value());
            problems.report(Code::TOKEN, with.span(), message, "name the token whose renewal answers this one, too");
        }
    }
    let has_own = !login.reply.is_empty() || !login.refresh.is_empty() || !login.revoke.is_empty();
    if has_own && !tokens.is_empty() {
        let help = "move it to the `named_token` that it is about";
        problems.report(Code::TOKEN, login.at, "a login with several tokens has no token itself", help);
    }
}
