//! The requests of a token source: `mint(LogIn)`, `refresh(Renew(code = refresh_token))`.

use auth_language::lifecycle::{Carried, Step};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use proc_macro2::Span;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Ident, Path, Token, parenthesized, token};

use crate::attr::args::Args;
use crate::attr::problems::Problems;

/// `Request`, or `Request(field)` if a token goes into one of its fields: `Request(field = token)` says which.
pub(crate) struct Request {
    pub(crate) path: Path,
    pub(crate) field: Option<Ident>,
    role: Option<Ident>,
}

pub(crate) fn read_request(name: &'static str, args: &mut Args, problems: &mut Problems) -> Option<Request> {
    let mut requests = args.lists::<Request>(name, problems).into_iter();
    let first = requests.next();
    for extra in requests {
        let message = format!("`{name}` is one request");
        problems.report(Code::DUPLICATE_KEY, extra.path.span(), message, "remove this one");
    }
    first
}

impl Request {
    /// The call in the terms of the language.
    pub(crate) fn step(&self, carried: Carried) -> Step<Span> {
        let call = Spanned::new(self.path.to_token_stream().to_string().replace(' ', ""), self.path.span());
        let field = self.field.as_ref().map(|field| Spanned::new(field.to_string(), field.span()));
        Step { call, carries: field.map(|field| (field, carried)) }
    }

    /// Which token a refresh carries. A field that has the name of a token carries that.
    pub(crate) fn renewal(&self, problems: &mut Problems) -> Option<Carried> {
        let Some(role) = self.role.as_ref().or(self.field.as_ref()) else { return Some(Carried::Access) };
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

    /// What is revoked is each token that there is.
    pub(crate) fn check_revoke(&self, problems: &mut Problems) {
        if let Self { path: _, field: Some(field), role: Some(role) } = self {
            let message = "each token of a session is revoked by that field";
            problems.report(Code::TOKEN_CALL, role.span(), message, format!("write `{field}` alone"));
        }
    }
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
