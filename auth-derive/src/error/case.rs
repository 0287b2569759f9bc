//! Parses the attribute on a variant of the error enum.

use auth_language::error::{Case, Test, check_status};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::word::{self, Class};
use proc_macro2::Span;
use syn::{Fields, Ident, Lit, Type};

use crate::attr::args::Args;
use crate::attr::condition::Condition;
use crate::attr::problems::Problems;

/// A variant of the error enum.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) body: Option<&'a Type>,
    /// The documented error. `None` for `other`, and for a broken status, which was reported.
    pub(crate) case: Option<Case<Span>>,
    pub(crate) is_other: bool,
    pub(crate) class: Option<Class>,
    /// The field of the body that states how long to wait.
    pub(crate) retry_after: Option<Ident>,
}

pub(crate) fn read_variant<'a>(variant: &'a syn::Variant, problems: &mut Problems) -> Variant<'a> {
    let ident = &variant.ident;
    let body = read_body(variant, problems);
    let mut args = Args::read(&variant.attrs, "api_error", ident.span(), problems);
    let is_other = args.flag("other", problems);
    let statuses = read_statuses(&mut args, is_other, problems);
    let when = read_conditions(&mut args, body.is_some(), is_other, problems);
    let class = args.word("class", problems).and_then(|class| {
        let text = Spanned::new(class.to_string(), class.span());
        word::check(&text, "`class`", problems).ok()
    });
    let retry_after = read_retry_after(&mut args, body.is_some(), problems);
    args.finish(problems);
    let name = Spanned::new(ident.to_string(), ident.span());
    let case = (!statuses.is_empty()).then_some(Case { name, statuses, when, class });
    Variant { ident, body, case, is_other, class, retry_after }
}

fn read_body<'a>(variant: &'a syn::Variant, problems: &mut Problems) -> Option<&'a Type> {
    match &variant.fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
        _ => {
            let message = "a variant holds the error body or nothing";
            problems.report(Code::DERIVE, variant.ident.span(), message, "write `Name(Body)` or `Name`");
            None
        }
    }
}

fn read_statuses(args: &mut Args, is_other: bool, problems: &mut Problems) -> Vec<Spanned<u16, Span>> {
    let literals = args.literals();
    if let (Some(first), true) = (literals.first(), is_other) {
        problems.report(Code::CONFLICT, first.span(), "`other` takes every status", "remove this one");
    } else if literals.is_empty() && !is_other {
        let help = "write `#[api_error(400)]`, or `#[api_error(other)]` for the errors that are not documented";
        problems.report(Code::STATUS, args.span, "this variant has no status", help);
    }
    let statuses = literals.iter().filter(|_| !is_other).filter_map(|literal| read_status(literal, problems));
    statuses.collect()
}

fn read_status(literal: &Lit, problems: &mut Problems) -> Option<Spanned<u16, Span>> {
    let Lit::Int(number) = literal else {
        let help = "write `#[api_error(400)]`, or `#[api_error(other)]` for the errors that are not documented";
        problems.report(Code::STATUS, literal.span(), "this variant has no status", help);
        return None;
    };
    let text = Spanned::new(number.base10_digits().to_owned(), number.span());
    check_status(&text, problems).ok().map(|status| Spanned::new(status, number.span()))
}

fn read_retry_after(args: &mut Args, has_body: bool, problems: &mut Problems) -> Option<Ident> {
    let field = args.word("retry_after", problems)?;
    if !has_body {
        let message = "`retry_after` looks at the body, and this variant has none";
        problems.report(Code::CONDITION, field.span(), message, "write `Name(Body)`");
    }
    Some(field)
}

fn read_conditions(args: &mut Args, has_body: bool, is_other: bool, problems: &mut Problems) -> Vec<Test<Span>> {
    let conditions: Vec<Condition> = args.lists("when", problems);
    if let Some(first) = conditions.first() {
        if !has_body {
            let message = "`when` looks at the body, and this variant has none";
            problems.report(Code::CONDITION, first.field.span(), message, "write `Name(Body)`");
        }
        if is_other {
            let message = "`other` takes every error that is left";
            problems.report(Code::CONFLICT, first.field.span(), message, "remove `when`");
        }
    }
    conditions.into_iter().map(|condition| read_test(&condition, problems)).collect()
}

fn read_test(condition: &Condition, problems: &mut Problems) -> Test<Span> {
    let is = condition.is(problems);
    Test { field: Spanned::new(condition.field.to_string(), condition.field.span()), is }
}
