//! Parses the attribute on a field.

use auth_language::problem::Code;
use proc_macro2::Span;
use syn::{Field, Ident, Index, Lit, LitStr, Member, Type};

use crate::attr::args::Args;
use crate::attr::input::wire_name;
use crate::attr::item::scalar;
use crate::attr::problems::Problems;
use crate::attr::shape::{self, argument_of, is_named};

/// A field and the environment variable that it is read from.
pub(crate) struct Variable<'a> {
    /// The name of the field in `Self { … }`.
    pub(crate) member: Member,
    /// The local variable that holds the value.
    pub(crate) local: Ident,
    /// The type of the field, or the type in its `Option`.
    pub(crate) ty: &'a Type,
    pub(crate) name: String,
    pub(crate) need: Need,
    /// Whether the value is parsed with `FromStr` instead of `TryFrom<String>`.
    pub(crate) parse: bool,
    /// What separates the items of a list.
    pub(crate) separator: Option<String>,
    pub(crate) show: bool,
    pub(crate) has_prefix: bool,
    pub(crate) span: Span,
}

/// What happens if the variable is not set.
pub(crate) enum Need {
    Required,
    Optional,
    Default(String),
    /// It is not read: the caller gives it.
    Given,
    /// It is not read, and may be absent.
    Absent,
}

impl<'a> Variable<'a> {
    pub(crate) fn parse(index: usize, field: &'a Field, prefix: Option<&LitStr>, problems: &mut Problems) -> Self {
        let local = field.ident.clone().unwrap_or_else(|| Ident::new("secret", Span::call_site()));
        let member = field.ident.clone().map_or_else(|| Member::Unnamed(Index::from(index)), Member::Named);
        let span = field.ident.as_ref().map_or_else(|| syn::spanned::Spanned::span(&field.ty), Ident::span);
        let mut args = Args::read(&field.attrs, "credentials", span, problems);
        let inner = argument_of(&field.ty, "Option");
        let ty = inner.unwrap_or(&field.ty);
        let env = args.text("env", problems);
        let has_prefix = env.is_none() && field.ident.is_some() && prefix.is_some();
        let name = parse_variable(env.as_ref(), field.ident.as_ref(), prefix, span, problems);
        let need = parse_need(&mut args, inner.is_some(), ty, problems);
        let parse = args.flag("parse", problems) || is_primitive(ty);
        let show = args.flag("show", problems);
        if show && is_secret(ty) {
            problems.report(Code::CONFLICT, span, "a secret is never shown", "remove `show`");
        }
        args.finish(problems);
        Self { member, local, ty, name, need, parse, separator: None, show, has_prefix, span }
    }
}

/// Returns the variable: `env`, else the prefix and the name of the field. One of them is required, because a bare
/// `username` would be a variable of the shell.
fn parse_variable(
    env: Option<&LitStr>,
    field: Option<&Ident>,
    prefix: Option<&LitStr>,
    span: Span,
    problems: &mut Problems,
) -> String {
    match (env, field, prefix) {
        (Some(env), ..) => parse_name(env, problems),
        (None, Some(field), Some(prefix)) => {
            if prefix.value().contains(['=', '\0']) {
                let message = "the name of a variable has no `=`";
                problems.report(Code::ATTRIBUTE, prefix.span(), message, "write a prefix like `ACME_`");
            }
            format!("{}{}", prefix.value(), wire_name(field).to_uppercase())
        }
        (None, Some(_), None) => {
            let help = "write `#[credentials(env = \"ACME_API_KEY\")]` here, or `#[credentials(prefix = \"ACME_\")]` on the struct";
            problems.report(Code::ATTRIBUTE, span, "this field names no variable", help);
            String::new()
        }
        (None, None, _) => {
            let help = "write `#[credentials(env = \"ACME_API_KEY\")]`";
            problems.report(Code::ATTRIBUTE, span, "this field names no variable", help);
            String::new()
        }
    }
}

/// Checks that the operating system accepts a text as the name of a variable.
fn parse_name(name: &LitStr, problems: &mut Problems) -> String {
    let text = name.value();
    if text.is_empty() || text.contains(['=', '\0']) {
        let message = "the name of a variable is not empty and has no `=`";
        problems.report(Code::ATTRIBUTE, name.span(), message, "write it like `ACME_API_KEY`");
    }
    text
}

fn parse_need(args: &mut Args, is_optional: bool, ty: &Type, problems: &mut Problems) -> Need {
    match (args.literal("default", problems), is_optional) {
        (Some(default), true) => {
            let message = "an `Option` is `None` by default";
            problems.report(Code::DEFAULT, default.span(), message, "remove `default`, or the `Option`");
            Need::Optional
        }
        (Some(default), false) => Need::Default(parse_default(&default, ty, problems)),
        (None, true) => Need::Optional,
        (None, false) => Need::Required,
    }
}

fn parse_default(default: &Lit, ty: &Type, problems: &mut Problems) -> String {
    if is_secret(ty) {
        problems.report(Code::DEFAULT, default.span(), "a secret in the source is not a secret", "remove `default`");
    }
    scalar(default, problems).map_or_else(String::new, |scalar| scalar.as_text())
}

/// Whether a type is primitive and is therefore parsed with `FromStr`.
fn is_primitive(ty: &Type) -> bool {
    const PRIMITIVES: [&str; 16] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
        "usize",
    ];
    PRIMITIVES.iter().any(|name| is_named(ty, name))
}

fn is_secret(ty: &Type) -> bool {
    shape::is_secret(ty) || is_named(ty, "SecretString")
}
