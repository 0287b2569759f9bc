//! Parses the attribute of a field that is read from a reply.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;
use proc_macro2::Span;
use syn::Lit;

use super::origin;
use crate::attr::args::Args;
use crate::attr::item::{scalar, spanned};
use crate::attr::member::Member;
use crate::attr::problems::Problems;

/// Parses the place of the field: `at("a", "b.c")`, `item(…)`, `header = "X-Trace"`, `cookie = "SESSION"` or
/// `challenge = "scope"`; else `rename = "a"`, else the name of the field. Each can be combined with `separator = " "`
/// and `never(0, -1)`.
pub(crate) fn read_member<'a>(
    ident: &syn::Ident,
    field: &'a syn::Field,
    args: &mut Args,
    problems: &mut Problems,
) -> Member<'a> {
    let mut member = Member::new(ident, field);
    member.field.at = origin::read(args, problems);
    if let Some(rename) = args.text("rename", problems) {
        if !member.field.at.is_empty() {
            let message = "it is said already where the member is";
            problems.report(Code::CONFLICT, rename.span(), message, "remove `rename`");
        }
        member.field.wire = rename.value();
    }
    member.field.separator = args.text("separator", problems).as_ref().map(spanned);
    member.field.never = read_never(args, problems);
    member
}

/// Parses `never(0, -1)`: the values with which an end means "never".
fn read_never(args: &mut Args, problems: &mut Problems) -> Option<Spanned<Vec<Spanned<Scalar, Span>>, Span>> {
    let (at, literals) = args.list_at::<Lit>("never", problems)?;
    let values = literals.iter().map(|literal| Some(Spanned::new(scalar(literal, problems)?, literal.span())));
    values.collect::<Option<Vec<_>>>().map(|values| Spanned::new(values, at))
}

/// Parses `default = literal`.
pub(crate) fn read_default(member: &mut Member<'_>, args: &mut Args, problems: &mut Problems) {
    let default = args.literal("default", problems);
    let value = default.as_ref().and_then(|default| Some(Spanned::new(scalar(default, problems)?, default.span())));
    member.field.default = value;
}
