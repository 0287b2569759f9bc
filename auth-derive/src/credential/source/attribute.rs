//! The attribute on the struct.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, Ident, LitInt, LitStr, Path, Token, Type, parenthesized, token};

use crate::attr::args::Args;
use crate::attr::problems::{Problems, suggest};
use crate::credential::header::parse_header_name;

/// What `#[token_source(…)]` on the struct says. What is missing was reported.
pub(crate) struct Lifecycle {
    pub(crate) provider: Option<Box<Type>>,
    pub(crate) mint: Option<Request>,
    pub(crate) refresh: Option<Request>,
    /// Which token `refresh` carries.
    pub(crate) renewal: Option<Role>,
    pub(crate) revoke: Option<Request>,
    pub(crate) reply: Reply,
    /// In seconds.
    pub(crate) lifetime: Option<LitInt>,
    /// The header's name and what stands before the token; `None` for `bearer`.
    pub(crate) header: Option<(String, String)>,
    /// Whether all of the attribute was understood.
    pub(crate) is_sound: bool,
}

/// `Request`, or `Request(field)` if a token goes into one of its fields: `Request(field = token)` says which.
pub(crate) struct Request {
    pub(crate) path: Path,
    pub(crate) field: Option<Ident>,
    role: Option<Ident>,
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
            renewal: None,
            revoke: parse_request("revoke", &mut args, problems),
            reply: Reply::parse(args.lists("token", problems), problems),
            lifetime: args.integer("lifetime", problems),
            header: parse_header(&mut args, problems),
            is_sound: true,
        };
        let span = args.span;
        args.finish(problems);
        lifecycle.renewal = lifecycle.refresh.as_ref().and_then(|refresh| problems.take(refresh.renewal()));
        lifecycle.check_revoke(problems);
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
        let field = |request: &Option<Request>| request.as_ref().and_then(|request| request.field.clone());
        if let Some(field) = field(&self.mint) {
            problems.push(field.span(), "there is no token yet when the first one is made: remove the parentheses");
        }
        if let (Some(field), Some(Role::RefreshToken), None) =
            (field(&self.refresh), self.renewal, &self.reply.refresh_token)
        {
            let wanted = "say which field of the reply is the refresh token: `token(…, refresh_token)`";
            problems.push(field.span(), wanted);
        }
    }

    /// What is revoked needs no word: each token that there is.
    fn check_revoke(&self, problems: &mut Problems) {
        if let Some(Request { path: _, field: Some(field), role: Some(role) }) = &self.revoke {
            let wanted = format!("each token of a session is revoked by that field: write `{field}` alone");
            problems.push(role.span(), wanted);
        }
    }

    /// An endpoint that takes the token in a field takes refresh tokens too (RFC 7009 §2.1).
    pub(crate) fn revokes_refresh_tokens(&self) -> bool {
        let has_field = self.revoke.as_ref().is_some_and(|revoke| revoke.field.is_some());
        has_field && self.reply.refresh_token.is_some()
    }
}

impl Request {
    /// A field that has the name of a token carries that.
    fn renewal(&self) -> syn::Result<Role> {
        self.role.as_ref().or(self.field.as_ref()).map_or(Ok(Role::AccessToken), Role::of)
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
            return Ok(Self { path, field: None, role: None });
        }
        let content;
        parenthesized!(content in input);
        let field = content.call(Ident::parse_any)?;
        let role = content.parse::<Option<Token![=]>>()?.map(|_| content.parse()).transpose()?;
        content.parse::<Option<Token![,]>>()?;
        if !content.is_empty() {
            return Err(content.error("the other fields come from the struct: mark them `#[token_source(refresh)]`"));
        }
        Ok(Self { path, field: Some(field), role })
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
