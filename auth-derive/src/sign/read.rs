//! Parses `sign(sigv4(service = "sts", region = "{region}"))`, `sign(header("X-Signature" = …))` and `sign(bearer(jwt(…)))`.

use auth_language::problem::Code;
use auth_language::request::{Part, Place};
use auth_language::sign::{Given, Kind, Scheme, Sign, WrittenSign, check_sign, resolve_sign};
use auth_language::spanned::Spanned;
use auth_language::value::Scope;
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Lit, LitInt, LitStr, Token, parenthesized, token};

use crate::attr::args::Args;
use crate::attr::item::spanned;
use crate::attr::problems::Problems;
use crate::expression::item::{Call, Constant, Valued};
use crate::expression::read::{bare, items, read_expr};
use crate::value::bearer::resolve_bearer;

/// An argument of a signer.
enum Item {
    Text(Ident, LitStr),
    Number(Ident, LitInt),
    Word(Ident, Ident),
    Flag(Ident),
    Texts(Ident, TokenStream),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            return Ok(Self::Texts(name, content.parse()?));
        }
        if input.parse::<Option<Token![=]>>()?.is_none() {
            return Ok(Self::Flag(name));
        }
        if input.peek(LitStr) {
            Ok(Self::Text(name, input.parse()?))
        } else if input.peek(Lit) {
            Ok(Self::Number(name, input.parse()?))
        } else {
            Ok(Self::Word(name, input.call(Ident::parse_any)?))
        }
    }
}

/// Returns the contents of `sign(…)`, whose names are resolved later.
pub(crate) fn take(args: &mut Args, problems: &mut Problems) -> Option<(Span, Vec<Call>)> {
    args.list_at::<Call>("sign", problems)
}

pub(crate) fn read_sign(said: Option<(Span, Vec<Call>)>, scope: &Scope, problems: &mut Problems) -> Option<Sign<Span>> {
    let (at, calls) = said?;
    let is_part = |call: &Call| ["header", "query", "bearer"].iter().any(|part| call.name == part);
    let sign = match calls.as_slice() {
        [call] if !is_part(call) => read_scheme(call, scope, problems)?,
        calls if !calls.is_empty() && calls.iter().all(is_part) => read_into(calls, scope, problems)?,
        _ => {
            let help = "write one signer, as in `sign(digest(…))`, or parts, as in `sign(header(\"Name\" = …))`";
            problems.report(Code::SIGN, at, "the signer is missing", help);
            return None;
        }
    };
    check_sign(&sign, problems);
    Some(sign)
}

fn read_into(calls: &[Call], scope: &Scope, problems: &mut Problems) -> Option<Sign<Span>> {
    let scope = scope.clone().of_finished_request();
    let mut parts = Vec::new();
    for call in calls {
        if call.name == "bearer" {
            for bearer in items::<Valued>(&call.arguments, problems)? {
                parts.push(resolve_bearer(&bearer, &scope, problems)?);
            }
        } else {
            parts.extend(read_named(call, &scope, problems)?);
        }
    }
    Some(Sign::Into(parts))
}

fn read_named(call: &Call, scope: &Scope, problems: &mut Problems) -> Option<Vec<Part<Span>>> {
    let place = if call.name == "query" { Place::Query } else { Place::Header };
    let named = items::<Constant>(&call.arguments, problems)?;
    let part = |Constant { name, value }| {
        let expr = read_expr(&value, scope, problems)?;
        Some(Part { place, name: spanned(&name), value: expr, at: value.span() })
    };
    named.into_iter().map(part).collect()
}

fn read_scheme(call: &Call, scope: &Scope, problems: &mut Problems) -> Option<Sign<Span>> {
    let name = call.name.to_string();
    let scheme = Scheme::find(&name);
    let kind = |name: &Ident| scheme.and_then(|scheme| scheme.parameter(&name.to_string())).map(|found| found.kind);
    let mut given = Vec::new();
    for item in items::<Item>(&call.arguments, problems)? {
        let (name, value) = read_given(item, kind, problems)?;
        given.push((Spanned::new(name.to_string(), name.span()), value));
    }
    let written = WrittenSign { scheme: Spanned::new(name, call.name.span()), given };
    resolve_sign(&written, scope, problems).ok()
}

/// Returns a parameter with its value. A name may be written as a template.
fn read_given(
    item: Item,
    kind: impl Fn(&Ident) -> Option<Kind>,
    problems: &mut Problems,
) -> Option<(Ident, Given<Span>)> {
    Some(match item {
        Item::Text(name, text) => {
            let is_name = matches!(kind(&name), Some(Kind::Name | Kind::Key | Kind::AnyKey));
            let text = if is_name { bare(&text) } else { spanned(&text) };
            (name, Given::Text(text))
        }
        Item::Number(name, number) => {
            let text = Spanned::new(format!("{}s", number.base10_digits()), number.span());
            (name, Given::Text(text))
        }
        Item::Word(name, word) => (name, Given::Text(Spanned::new(word.to_string(), word.span()))),
        Item::Flag(name) => {
            let at = name.span();
            (name, Given::Flag(Spanned::new(true, at)))
        }
        Item::Texts(name, tokens) => {
            let texts = items::<LitStr>(&tokens, problems)?.iter().map(spanned).collect();
            (name, Given::Texts(texts))
        }
    })
}
