//! The attribute on the struct.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, Ident, LitInt, LitStr, Path, Token, Type, parenthesized, token};

use crate::args::Args;
use crate::credential::parse_header_name;
use crate::problems::{Problems, suggest};

/// What `#[token_source(…)]` on the struct says. What is missing was reported.
pub(crate) struct Lifecycle {
    pub(crate) provider: Option<Box<Type>>,
    pub(crate) mint: Option<Request>,
    pub(crate) refresh: Option<Request>,
    pub(crate) revoke: Option<Request>,
    pub(crate) reply: Reply,
    /// In seconds.
    pub(crate) lifetime: Option<LitInt>,
    /// The header's name and what stands before the token; `None` for `bearer`.
    pub(crate) header: Option<(String, String)>,
    /// Whether all of the attribute was understood.
    pub(crate) is_sound: bool,
}

/// `Request`, or `Request(field = token)` if a token goes into one of its fields.
pub(crate) struct Request {
    pub(crate) path: Path,
    pub(crate) token: Option<(Ident, Role)>,
}

/// Which field of the reply is what.
#[derive(Default)]
pub(crate) struct Reply {
    pub(crate) access_token: Option<Ident>,
    pub(crate) expires_in: Option<Ident>,
    pub(crate) refresh_token: Option<Ident>,
    pub(crate) scope: Option<Ident>,
    pub(crate) token_type: Option<Ident>,
}

/// Which token a request carries in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    AccessToken,
    RefreshToken,
}

impl Lifecycle {
    pub(crate) fn parse(input: &DeriveInput, problems: &mut Problems) -> Self {
        let mut args = Args::read(&input.attrs, "token_source", input.ident.span(), problems);
        let mut lifecycle = Self {
            provider: args.ty("provider", problems),
            mint: parse_request("mint", &mut args, problems),
            refresh: parse_request("refresh", &mut args, problems),
            revoke: parse_request("revoke", &mut args, problems),
            reply: Reply::parse(args.lists("token", problems), problems),
            lifetime: args.integer("lifetime", problems),
            header: parse_header(&mut args, problems),
            is_sound: true,
        };
        let span = args.span;
        args.finish(problems);
        lifecycle.is_sound = problems.is_empty();
        if lifecycle.is_sound {
            lifecycle.check(span, problems);
        }
        lifecycle
    }

    fn check(&self, span: Span, problems: &mut Problems) {
        let missing = [
            (self.provider.is_none(), "say whose tokens these are: `provider = Acme`"),
            (self.mint.is_none(), "say which request makes the first token: `mint(LogIn)`"),
            (self.reply.access_token.is_none(), "say which field of its reply is the token: `token(access_token)`"),
        ];
        for (_, wanted) in missing.iter().filter(|(is_missing, _)| *is_missing) {
            problems.push(span, wanted);
        }
        self.check_roles(problems);
    }

    /// A request can carry what there is when it is made.
    fn check_roles(&self, problems: &mut Problems) {
        let carried = |request: &Option<Request>| request.as_ref().and_then(|request| request.token.clone());
        if let Some((field, _)) = carried(&self.mint) {
            problems.push(field.span(), "there is no token yet when the first one is made: remove the parentheses");
        }
        if let (Some((field, Role::RefreshToken)), None) = (carried(&self.refresh), &self.reply.refresh_token) {
            let wanted = "say which field of the reply is the refresh token: `token(…, refresh_token)`";
            problems.push(field.span(), wanted);
        }
        if let Some((field, Role::RefreshToken)) = carried(&self.revoke) {
            problems.push(field.span(), "a session revokes its access token: write `token = access_token`");
        }
    }
}

fn parse_request(name: &'static str, args: &mut Args, problems: &mut Problems) -> Option<Request> {
    let mut requests = args.lists::<Request>(name, problems).into_iter();
    let first = requests.next();
    for extra in requests {
        let span = syn::spanned::Spanned::span(&extra.path);
        problems.push(span, format!("`{name}` is one request: remove this one"));
    }
    first
}

fn parse_header(args: &mut Args, problems: &mut Problems) -> Option<(String, String)> {
    let (header, prefix) = (args.text("header", problems), args.text("prefix", problems));
    if let (Some(prefix), None) = (&prefix, &header) {
        problems.push(prefix.span(), "`prefix` comes before the token in a header: add `header = \"Name\"`");
    }
    let name = parse_header_name(&header?, problems);
    Some((name, prefix.as_ref().map_or_else(String::new, LitStr::value)))
}

impl Parse for Request {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = input.call(Path::parse_mod_style)?;
        if !input.peek(token::Paren) {
            return Ok(Self { path, token: None });
        }
        let content;
        parenthesized!(content in input);
        let field = content.call(Ident::parse_any)?;
        let role = if content.parse::<Option<Token![=]>>()?.is_some() { content.parse()? } else { field.clone() };
        content.parse::<Option<Token![,]>>()?;
        if !content.is_empty() {
            return Err(content.error("the other fields come from the struct: mark them `#[token_source(refresh)]`"));
        }
        Ok(Self { path, token: Some((field, Role::of(&role)?)) })
    }
}

impl Role {
    fn of(name: &Ident) -> syn::Result<Self> {
        match name.to_string().as_str() {
            "access_token" => Ok(Self::AccessToken),
            "refresh_token" => Ok(Self::RefreshToken),
            other => {
                let wanted =
                    format!("say which token `{other}` is: `{other} = access_token`, or `{other} = refresh_token`");
                Err(syn::Error::new(name.span(), wanted))
            }
        }
    }
}

/// `role`, or `role = field`.
pub(crate) struct Member {
    role: Ident,
    field: Ident,
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let role = input.call(Ident::parse_any)?;
        let other = input.parse::<Option<Token![=]>>()?.map(|_| input.call(Ident::parse_any)).transpose()?;
        Ok(Self { field: other.unwrap_or_else(|| role.clone()), role })
    }
}

impl Reply {
    fn parse(members: Vec<Member>, problems: &mut Problems) -> Self {
        let mut reply = Self::default();
        for Member { role, field } in members {
            let slot = match role.to_string().as_str() {
                "access_token" => &mut reply.access_token,
                "expires_in" => &mut reply.expires_in,
                "refresh_token" => &mut reply.refresh_token,
                "scope" => &mut reply.scope,
                "token_type" => &mut reply.token_type,
                other => {
                    let known = ["access_token", "expires_in", "refresh_token", "scope", "token_type"];
                    problems.push(role.span(), format!("a token has no `{other}`: {}", suggest(other, &known)));
                    continue;
                }
            };
            if slot.replace(field).is_some() {
                problems.push(role.span(), format!("`{role}` is there twice: remove one"));
            }
        }
        reply
    }
}
