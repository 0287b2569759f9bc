//! A field that is read from a reply: what its attribute says.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::MemberPath;
use syn::LitStr;

use crate::attr::args::Args;
use crate::attr::item::{scalar, spanned};
use crate::attr::member::Member;
use crate::attr::problems::Problems;

/// `at("a", "b.c")`, else `rename = "a"`, else the name of the field; `separator = " "` and `default = "text"`.
pub(crate) fn read_member<'a>(
    ident: &syn::Ident,
    field: &'a syn::Field,
    args: &mut Args,
    problems: &mut Problems,
) -> Member<'a> {
    let mut member = Member::new(ident, field);
    let at: Vec<LitStr> = args.lists("at", problems);
    if let Some(rename) = args.text("rename", problems) {
        if !at.is_empty() {
            let message = "`at` already says where the member is";
            problems.report(Code::CONFLICT, rename.span(), message, "remove `rename`");
        }
        member.field.wire = rename.value();
    }
    for path in &at {
        if let Ok(read) = MemberPath::check(&spanned(path), problems) {
            member.field.at.push(Spanned::new(read, path.span()));
        }
    }
    member.field.separator = args.text("separator", problems).as_ref().map(spanned);
    member
}

/// `default = literal`
pub(crate) fn read_default(member: &mut Member<'_>, args: &mut Args, problems: &mut Problems) {
    let default = args.literal("default", problems);
    let value = default.as_ref().and_then(|default| Some(Spanned::new(scalar(default, problems)?, default.span())));
    member.field.default = value;
}

/// The paths at which the runtime looks: names joined by dots. A dot of a name itself is `\.`.
pub(crate) fn paths(member: &Member<'_>) -> Vec<String> {
    let join =
        |path: &MemberPath| path.segments().iter().map(|name| name.replace('.', "\\.")).collect::<Vec<_>>().join(".");
    member.field.paths().iter().map(join).collect()
}
