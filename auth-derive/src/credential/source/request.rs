//! Parses the requests of a token source: `mint(LogIn)`, `refresh(Renew(code = refresh_token))`, or several steps:
//! `mint(LogIn(name), Introspect(token = log_in.access_token) optional)`.

mod text;

use auth_language::lifecycle::{Carried, Step};
use auth_language::name;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Ident, LitInt, LitStr, Path, Token, parenthesized, token};

use self::text::TextOf;
use super::input::{Input, Kind};
use super::path::{ReplyPath, When};
use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::expression::item::Named;
use crate::expression::read::read_expr;
use crate::value::part::emit_expr;

/// A request: `Request`, or `Request(field)` if one of its fields carries a token. `Request(field = token)` says which
/// token.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word of the attribute")]
pub(crate) struct Request {
    pub(crate) path: Path,
    /// The name by which other steps refer to the reply.
    pub(crate) name: Ident,
    pub(crate) arguments: Vec<Argument>,
    /// Whether the token is attached to it.
    pub(crate) is_attached: bool,
    /// Whether it sends no token: the provider knows it by what else is sent.
    pub(crate) is_anonymous: bool,
    pub(crate) is_optional: bool,
    /// Whether it sends the PKCE verifier of a visit.
    pub(crate) is_verified: bool,
    /// The time in seconds for which its reply is reused.
    pub(crate) keep: Option<LitInt>,
    /// The field with the credential of the request.
    pub(crate) auth: Option<Ident>,
    /// The reply of an earlier step after which alone it is made.
    pub(crate) when: Option<When>,
    /// How often it is repeated while the provider waits, and how long.
    pub(crate) every: Option<Time>,
    pub(crate) until: Option<Time>,
    /// What fields of its reply must be.
    pub(crate) expected: Vec<Named>,
    /// The same, after the names are resolved.
    pub(crate) expects: Vec<(Ident, Expr)>,
}

/// A length of time: seconds, or a field of an earlier reply.
#[derive(Clone)]
pub(crate) enum Time {
    Fixed(LitInt),
    Reply(ReplyPath),
}

impl Parse for Time {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitInt) { Ok(Self::Fixed(input.parse()?)) } else { Ok(Self::Reply(input.parse()?)) }
    }
}

/// The value of a field of a request.
#[derive(Clone)]
pub(crate) enum Argument {
    /// An input or a token: `field`.
    Bare(Ident),
    /// A token: `field = access_token`.
    Token(Ident, Ident),
    /// A value from an earlier reply: `field = step.field`.
    From(Ident, ReplyPath),
    /// A text with values of earlier replies, inputs and settings: `field = "Bearer {step.field}"`.
    Text(Ident, TextOf),
}

pub(crate) fn read_requests(name: &'static str, args: &mut Args, problems: &mut Problems) -> Vec<Request> {
    let requests = args.lists::<Request>(name, problems);
    for request in requests.iter().filter(|request| request.is_anonymous && !["refresh", "revoke"].contains(&name)) {
        let message = "there is no token yet when the first one is made";
        problems.report(Code::TOKEN_CALL, request.path.span(), message, "remove `anonymous`");
    }
    for request in requests.iter().filter(|_| !is_told(&requests)) {
        if let Some(extra) = request.arguments.get(1) {
            let help = "the other fields come from the struct: mark them `#[token_source(refresh)]`";
            problems.report(Code::TOKEN_CALL, extra.field().span(), "a request takes one token", help);
        }
    }
    requests
}

/// Whether each request lists its fields. A single request sends all inputs that are for it.
pub(crate) fn is_told(requests: &[Request]) -> bool {
    let has_more = |request: &Request| {
        let takes =
            request.arguments.iter().any(|argument| matches!(argument, Argument::From(..) | Argument::Text(..)));
        let is_odd = request.is_optional || request.keep.is_some() || request.is_attached || request.is_anonymous;
        let is_repeated = request.every.is_some() || request.when.is_some();
        takes || is_odd || is_repeated || request.auth.is_some() || !request.expected.is_empty()
    };
    requests.len() > 1 || requests.iter().any(has_more)
}

impl Argument {
    pub(crate) fn field(&self) -> &Ident {
        match self {
            Self::Bare(field) | Self::Token(field, _) | Self::From(field, _) | Self::Text(field, _) => field,
        }
    }
}

impl Argument {
    /// Returns the field and the path of a value that is the state or the challenge of an authorization.
    pub(crate) fn of_opening(&self) -> Option<(&Ident, &ReplyPath)> {
        match self {
            Self::From(field, path) if path.is_of_opening() => Some((field, path)),
            Self::From(..) | Self::Bare(_) | Self::Token(..) | Self::Text(..) => None,
        }
    }

    /// Returns the steps whose replies it uses.
    fn steps(&self) -> Vec<&Ident> {
        match self {
            Self::From(_, path) if path.is_of_opening() || path.is_session_key() => Vec::new(),
            Self::From(_, path) => path.step.iter().collect(),
            Self::Text(_, text) => text.paths().filter_map(|path| path.step.as_ref()).collect(),
            Self::Bare(_) | Self::Token(..) => Vec::new(),
        }
    }
}

impl Request {
    /// Returns the field that carries a token, and the name of the token if it is given.
    pub(crate) fn carried(&self, inputs: &[Input<'_>]) -> Option<(&Ident, Option<&Ident>)> {
        let is_input = |field: &Ident| inputs.iter().any(|input| input.member.ident == *field);
        self.arguments.iter().find_map(|argument| match argument {
            Argument::Token(field, role) => Some((field, Some(role))),
            Argument::Bare(field) if !is_input(field) => Some((field, None)),
            Argument::Bare(_) | Argument::From(..) | Argument::Text(..) => None,
        })
    }

    /// Returns the steps that say when it is made, and how it is repeated.
    fn waits_for(&self) -> impl Iterator<Item = &Ident> {
        let times = [&self.every, &self.until].into_iter().flatten().filter_map(|time| match time {
            Time::Reply(path) => path.step.as_ref(),
            Time::Fixed(_) => None,
        });
        self.when.iter().map(|when| &when.step).chain(times)
    }

    /// Returns the call in the language's model.
    pub(crate) fn step(&self, carried: Carried, inputs: &[Input<'_>]) -> Step<Span> {
        let call = Spanned::new(self.path.to_token_stream().to_string().replace(' ', ""), self.path.span());
        let field = self.carried(inputs).map(|(field, _)| Spanned::new(field.to_string(), field.span()));
        Step { name: self.name.to_string(), call, carries: field.map(|field| (field, carried)) }
    }
}

/// Returns which token a refresh carries: the one that the argument or the field names.
pub(crate) fn renewal(requests: &[Request], inputs: &[Input<'_>], problems: &mut Problems) -> Option<Carried> {
    let carried = requests.iter().find_map(|request| request.carried(inputs));
    if let Some(request) = requests.iter().find(|request| request.is_anonymous) {
        if carried.is_some() || requests.iter().any(|request| request.is_attached) {
            let message = "another part of this renewal sends the token";
            problems.report(Code::TOKEN_CALL, request.path.span(), message, "remove `anonymous`");
        }
        return Some(Carried::Nothing);
    }
    let Some(role) = carried.map(|(field, role)| role.unwrap_or(field)) else { return Some(Carried::Access) };
    match role.to_string().as_str() {
        "access_token" => Some(Carried::Access),
        "refresh_token" => Some(Carried::Refresh),
        other => {
            let help = format!("write `{other} = access_token`, or `{other} = refresh_token`");
            let message = format!("`{other}` does not say which token it is");
            problems.report(Code::TOKEN_CALL, role.span(), message, help);
            None
        }
    }
}

/// The name of the access token in the arguments of a request.
const ACCESS_TOKEN: &str = "access_token";

/// Checks that the value of each argument is an input, a token, or from an earlier step.
pub(crate) fn check_arguments(requests: &[Request], inputs: &[Input<'_>], problems: &mut Problems) {
    let is_told = is_told(requests);
    let visit = inputs.iter().find_map(Input::visit);
    for (index, request) in requests.iter().enumerate() {
        let earlier = requests.get(..index).unwrap_or_default();
        for step in request.arguments.iter().flat_map(Argument::steps).chain(request.waits_for()) {
            let is_known = visit == Some(step) || inputs.iter().any(|input| input.after().contains(step));
            if !is_known && !earlier.iter().any(|earlier| earlier.name == *step) {
                let message = format!("no step before this one is called `{step}`");
                problems.report(Code::STEP, step.span(), message, "name an earlier step, or move this one behind it");
            }
        }
    }
    let is_credential = |field: &Ident| {
        inputs.iter().any(|input| input.member.ident == *field && matches!(input.kind, Kind::Credential))
    };
    for auth in requests.iter().filter_map(|request| request.auth.as_ref()).filter(|auth| !is_credential(auth)) {
        let message = format!("the struct has no credential `{auth}`");
        problems.report(Code::INPUT, auth.span(), message, "declare a field of this name, and mark it `credential`");
    }
    let bare = requests.iter().filter(|_| is_told).map(|request| {
        let is_input = |field: &Ident| inputs.iter().any(|input| input.member.ident == *field);
        request.arguments.iter().filter_map(move |argument| match argument {
            Argument::Bare(field) if !is_input(field) => Some(field),
            Argument::Bare(_) | Argument::Token(..) | Argument::From(..) | Argument::Text(..) => None,
        })
    });
    for extra in bare.flat_map(|fields| fields.skip(1).collect::<Vec<_>>()) {
        let message = format!("the struct has no field `{extra}`");
        problems.report(
            Code::INPUT,
            extra.span(),
            message,
            "declare it, or say where its value is: `field = step.field`",
        );
    }
}

/// Reports another token than the access token in `revoke`. A field without the name of a token revokes each of a session,
/// and only the access token can be attached.
pub(crate) fn check_revoke(request: &Request, inputs: &[Input<'_>], problems: &mut Problems) {
    let Some((field, role)) = request.carried(inputs) else { return };
    let help = format!("write `{field} = {ACCESS_TOKEN}`");
    match role {
        Some(role) if role != ACCESS_TOKEN => {
            let message = "a call revokes each token of a session, or the access token alone";
            problems.report(Code::TOKEN_CALL, role.span(), message, format!("{help}, or `{field}` alone"));
        }
        None if request.is_attached => {
            problems.report(Code::TOKEN_CALL, field.span(), "only the access token is attached", help);
        }
        Some(_) | None => {}
    }
}

/// Reports expectations of requests whose replies are not read.
pub(crate) fn check_expectations(requests: &[Request], problems: &mut Problems) {
    for named in requests.iter().flat_map(|request| &request.expected) {
        let message = "what a revocation answers is not read";
        problems.report(Code::STEP, named.name.span(), message, "remove it");
    }
}

impl Parse for Request {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.call(Path::parse_mod_style)?;
        let mut arguments = Vec::new();
        if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            arguments.extend(Punctuated::<Argument, Token![,]>::parse_terminated(&content)?);
        }
        let mut request = Self {
            name: own_name(&path),
            path,
            arguments,
            is_attached: false,
            is_anonymous: false,
            is_optional: false,
            is_verified: false,
            keep: None,
            auth: None,
            when: None,
            every: None,
            until: None,
            expected: Vec::new(),
            expects: Vec::new(),
        };
        while !input.is_empty() && !input.peek(Token![,]) {
            request.read_word(input)?;
        }
        Ok(request)
    }
}

impl Request {
    /// Parses `as name`, `attached`, `anonymous`, `optional`, `verified`, `keep = 86400` or `expect(issuer = "{issuer}")`.
    fn read_word(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let word = input.call(Ident::parse_any)?;
        match word.to_string().as_str() {
            "as" => self.name = input.call(Ident::parse_any)?,
            "attached" => self.is_attached = true,
            "anonymous" => self.is_anonymous = true,
            "optional" => self.is_optional = true,
            "verified" => self.is_verified = true,
            "keep" => self.keep = Some(after_equals(input)?),
            "auth" => {
                input.parse::<Token![=]>()?;
                self.auth = Some(input.call(Ident::parse_any)?);
            }
            "when" => self.when = Some(after_equals(input)?),
            "every" => self.every = Some(after_equals(input)?),
            "until" => self.until = Some(after_equals(input)?),
            "expect" => {
                let content;
                parenthesized!(content in input);
                self.expected.extend(Punctuated::<Named, Token![,]>::parse_terminated(&content)?);
            }
            _ => return Err(syn::Error::new(word.span(), WORDS)),
        }
        Ok(())
    }
}

/// What is said about an unknown word after a request.
const WORDS: &str = "the words here are `anonymous`, `as`, `attached`, `auth`, `every`, `expect`, `keep`, `optional`, `until`, `verified`, `when`";

fn after_equals<T: Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

impl Request {
    /// Resolves the names in what fields of its reply must be.
    pub(crate) fn resolve(&mut self, scope: &Scope, problems: &mut Problems) {
        let expected = self.expected.iter();
        let expects =
            expected.filter_map(|Named { name, value }| Some((name.clone(), read_expr(value, scope, problems)?)));
        self.expects = expects.collect();
    }

    /// Emits a statement for each field that must have a certain value.
    pub(crate) fn emit_expects(&self, reply: &Ident, at: &Ident, inputs: &[Input<'_>]) -> Vec<TokenStream> {
        let members: Vec<_> = inputs.iter().map(|input| &input.member).collect();
        let expects = self.expects.iter().map(|(field, value)| {
            let (name, value) = (field.unraw().to_string(), emit_expr(value, &members));
            quote!(::auth_runtime::__private::session::expect(#at, #name, &#reply.#field, #value)?;)
        });
        expects.collect()
    }
}

/// Returns the name of a request's step: `log_in` for `LogIn`.
fn own_name(path: &Path) -> Ident {
    let last = path.segments.last().map(|segment| &segment.ident);
    let text = last.map(|ident| name::field_ident(&ident.unraw().to_string())).unwrap_or_default();
    let span = last.map_or_else(Span::call_site, Ident::span);
    text.strip_prefix("r#").map_or_else(|| Ident::new(&text, span), |raw| Ident::new_raw(raw, span))
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let field = input.call(Ident::parse_any)?;
        if input.parse::<Option<Token![=]>>()?.is_none() {
            return Ok(Self::Bare(field));
        }
        if input.peek(LitStr) {
            return Ok(Self::Text(field, input.parse()?));
        }
        let first = input.call(Ident::parse_any)?;
        if !input.peek(Token![.]) {
            return Ok(Self::Token(field, first));
        }
        ReplyPath::after(&first, input).map(|path| Self::From(field, path))
    }
}
