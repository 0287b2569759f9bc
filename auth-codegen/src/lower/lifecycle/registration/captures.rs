//! Lowers what is kept of the replies of a registration.

use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::Type;

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::{Calls, Returned};
use crate::lower::lifecycle::capture::{Captured, own_name};
use crate::lower::lifecycle::replies::{Lookup, Made, Replies};
use crate::lower::value::field::is_open;
use crate::model::{Field, ReplyField};
use crate::read::{Names, Text};

/// Returns the fields with the names under which they are kept; `None` if one is broken.
pub(super) fn lower(names: &Names, replies: &Replies<'_, '_, '_>, cx: &mut Context<'_>) -> Option<Vec<Captured>> {
    for (index, name) in names.iter().enumerate() {
        if names[..index].iter().any(|other| own_name(&other.value) == own_name(&name.value)) {
            let message = format!("`{}` is captured twice", name.value);
            cx.report(Code::REGISTRATION, name.at, message, "remove one of the two");
            return None;
        }
    }
    let kept: Vec<Option<Captured>> = names.iter().map(|name| lower_one(name, replies, cx)).collect();
    kept.into_iter().collect()
}

fn lower_one(name: &Text, replies: &Replies<'_, '_, '_>, cx: &mut Context<'_>) -> Option<Captured> {
    let own = own_name(&name.value).to_owned();
    let found = match replies.find(&name.value) {
        Lookup::Found(found) if found.claim.is_none() => found,
        Lookup::Hidden => return None,
        Lookup::Found(_) | Lookup::Nothing => {
            report_unknown(name, replies, cx);
            return None;
        }
    };
    check_text(&found, name, cx)?;
    if cx.spec.settings.has(&own) {
        let message = format!("`{own}` is a setting, too, and templates could mean either");
        let help = format!("remove it, or give the field a name of its own: `found_{own}: {{ type: …, at: {own} }}`");
        cx.report(Code::COLLISION, name.at, message, help);
        return None;
    }
    Some((own, found))
}

/// Checks that a field is one text, which can be stored and sent.
fn check_text(found: &ReplyField, name: &Text, cx: &mut Context<'_>) -> Option<()> {
    let ty = &found.field.ty.value;
    if is_open(&found.field) || !(ty.is_object() || ty.is_list()) {
        return Some(());
    }
    let message = format!("`{}` is not one text, and only texts are kept", name.value);
    cx.report(Code::REGISTRATION, name.at, message, "declare the member that is needed, with `at`, and name that");
    None
}

fn report_unknown(name: &Text, replies: &Replies<'_, '_, '_>, cx: &mut Context<'_>) {
    let known = replies.names(&name.value);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = suggest::help(&name.value, name.at, &known, "its fields are");
    let message = match replies.steps {
        [only] => format!("`{}` answers no field `{}`", only.spec.call.value, name.value),
        _ => format!("no call of the registration answers `{}`", name.value),
    };
    cx.report(Code::REGISTRATION, name.at, message, help);
}

/// Finds the field of the last reply that says when the registration ends.
pub(super) fn find_end(name: &Text, last: &Made<'_, '_>, calls: &Calls<'_>, cx: &mut Context<'_>) -> Option<Field> {
    let Returned::Record(record) = last.returned else { return None };
    let Some(field) = record.fields.iter().find(|field| field.wire == name.value) else {
        report_unknown(name, &Replies::of(std::slice::from_ref(last), calls), cx);
        return None;
    };
    if is_open(field) || field.ty.value.is_instant() && field.ty.value != Type::Jwt {
        return Some(field.clone());
    }
    let message = format!("`{}` is not a point in time", name.value);
    cx.report(Code::REGISTRATION, name.at, message, "declare it as `unix seconds` or `timestamp`");
    None
}
