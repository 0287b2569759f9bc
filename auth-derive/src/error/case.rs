//! A variant of the documented errors: what its attribute says.

use auth_language::error::{Case, Is, Test, check_status};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::word::{self, Class};
use proc_macro2::Span;
use syn::{Fields, Ident, Lit, Type};

use crate::attr::args::Args;
use crate::attr::item::{Condition, scalar};
use crate::attr::problems::Problems;

/// A variant.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) body: Option<&'a Type>,
    /// The error that the variant is for. `None` for `other`, and if the status is broken, which was reported.
    pub(crate) case: Option<Case<Span>>,
    pub(crate) is_other: bool,
    pub(crate) class: Option<Class>,
}

pub(crate) fn read_variant<'a>(variant: &'a syn::Variant, problems: &mut Problems) -> Variant<'a> {
    let ident = &variant.ident;
    let body = read_body(variant, problems);
    let mut args = Args::read(&variant.attrs, "api_error", ident.span(), problems);
    let is_other = args.flag("other", problems);
    let status = read_status(&mut args, is_other, problems);
    let when = read_conditions(&mut args, body.is_some(), is_other, problems);
    let class = args.word("class", problems).and_then(|class| {
        let text = Spanned::new(class.to_string(), class.span());
        word::check(&text, "`class`", problems).ok()
    });
    args.finish(problems);
    let name = Spanned::new(ident.to_string(), ident.span());
    let case = status.map(|status| Case { name, status, when, class });
    Variant { ident, body, case, is_other, class }
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

fn read_status(args: &mut Args, is_other: bool, problems: &mut Problems) -> Option<Spanned<u16, Span>> {
    match (args.positional(problems), is_other) {
        (None, true) => None,
        (Some(literal), true) => {
            problems.report(Code::CONFLICT, literal.span(), "`other` takes every status", "remove this one");
            None
        }
        (Some(Lit::Int(number)), false) => {
            let text = Spanned::new(number.base10_digits().to_owned(), number.span());
            check_status(&text, problems).ok().map(|status| Spanned::new(status, number.span()))
        }
        (literal, false) => {
            let at = literal.map_or(args.span, |literal| literal.span());
            let help = "write `#[api_error(400)]`, or `#[api_error(other)]` for the errors that are not documented";
            problems.report(Code::STATUS, at, "this variant has no status", help);
            None
        }
    }
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
    conditions.into_iter().map(|condition| read_test(condition, problems)).collect()
}

fn read_test(condition: Condition, problems: &mut Problems) -> Test<Span> {
    let Condition { field, values } = condition;
    let values: Vec<_> = values.iter().filter_map(|value| scalar(value, problems)).collect();
    let is = if values.is_empty() { Is::Present } else { Is::AnyOf(values) };
    Test { field: Spanned::new(field.to_string(), field.span()), is }
}
