//! Decides where each field is sent, and under which name.

use auth_language::problem::Code;
use auth_language::request::Place;
use auth_language::spanned::Spanned;
use proc_macro2::Span;
use syn::Ident;

use super::call::Call;
use crate::attr::args::Args;
use crate::attr::item::spanned;
use crate::attr::member::Member;
use crate::attr::problems::Problems;

/// Where a field is sent.
pub(crate) enum Destination {
    /// In this place, under this name.
    Part(Place, Spanned<String, Span>),
    /// In no place of its own; a template uses it.
    Input,
    /// Unknown, because its attribute is broken, which was reported.
    Broken,
}

pub(crate) fn read_field<'a>(
    ident: &Ident,
    field: &'a syn::Field,
    call: &Call,
    problems: &mut Problems,
) -> (Member<'a>, Destination) {
    let before = problems.count();
    let mut member = Member::new(ident, field);
    let mut args = Args::read(&field.attrs, "endpoint", ident.span(), problems);
    let rename = args.text("rename", problems);
    if let Some(rename) = &rename {
        member.field.wire = rename.value();
    }
    let destination = read_destination(&mut args, &member, rename.is_some(), call, problems);
    member.field.separator = args.text("separator", problems).as_ref().map(spanned);
    member.field.raw = args.flag_at("raw", problems);
    member.read_limits(&mut args, problems);
    member.read_in_url(&mut args, problems);
    args.finish(problems);
    let is_broken = problems.count() > before;
    (member, if is_broken { Destination::Broken } else { destination })
}

/// Returns the place that the attribute names; else the path, if it has a placeholder for the field; else the body.
fn read_destination(
    args: &mut Args,
    member: &Member<'_>,
    is_renamed: bool,
    call: &Call,
    problems: &mut Problems,
) -> Destination {
    let (header, input) = (args.text("header", problems), args.flag("input", problems));
    let mut flags = Place::NAMED.to_vec();
    flags.retain(|place| *place != Place::Header && args.flag(place.word(), problems));
    if flags.len() + usize::from(input) + usize::from(header.is_some()) > 1 {
        report_several(args.span, problems);
    }
    if let Some(header) = header {
        if is_renamed {
            let message = "`header` already says the name";
            problems.report(Code::CONFLICT, args.span, message, "remove `rename`");
        }
        return Destination::Part(Place::Header, spanned(&header));
    }
    if input {
        return Destination::Input;
    }
    let name = Spanned::new(member.field.wire.clone(), member.ident.span());
    let is_in_path = call.path.template.value.names().any(|parameter| parameter == name.value);
    let default = if is_in_path { Place::Path } else { Place::Body };
    Destination::Part(flags.first().copied().unwrap_or(default), name)
}

fn report_several(at: Span, problems: &mut Problems) {
    let words: Vec<String> = Place::NAMED.iter().map(|place| format!("`{}`", place.word())).collect();
    let help = format!("keep one of {}, `input`", words.join(", "));
    problems.report(Code::CONFLICT, at, "a field goes to one place", help);
}
