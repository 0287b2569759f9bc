//! Checks the limits of values beyond their types. They apply to what the caller gives, before anything is sent.

pub(super) mod raw;

use self::raw::may_be_in_url;
use super::field::Field;
use super::field::pieces::is_split;
use super::format::fits;
use super::literal::Scalar;
use super::pattern::{check_pattern, matches};
use super::ty::Type;
use crate::problem::{Code, Problems};

/// Returns the positions of a field's limits, by key.
pub(in crate::value) fn positions<P: Copy>(field: &Field<P>) -> Vec<(&'static str, P)> {
    let positions = [
        ("at_least", field.at_least.as_ref().map(|count| count.at)),
        ("at_most", field.at_most.as_ref().map(|count| count.at)),
        ("pattern", field.pattern.as_ref().map(|pattern| pattern.at)),
        ("case", field.case.as_ref().map(|case| case.at)),
    ];
    positions.into_iter().filter_map(|(key, at)| Some((key, at?))).collect()
}

/// Checks the limits of a field, and that its default is within them.
pub(in crate::value) fn check<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let (is_text, is_list) = (is_text(&field.ty.value), field.ty.value.is_list());
    for (key, at) in positions(field) {
        let counts = matches!(key, "at_least" | "at_most");
        if !(is_text || (is_list && counts)) {
            let what = if counts { "a text or a list" } else { "a text" };
            problems.report(
                Code::FIELD_PROPERTY,
                at,
                format!("`{key}` is for {what}"),
                "remove it, or change the type",
            );
        }
    }
    check_counts(field, problems);
    let is_sound =
        field.pattern.as_ref().is_none_or(|pattern| check_pattern(pattern, Code::FIELD_PROPERTY, problems).is_ok());
    if is_sound {
        check_default(field, problems);
    }
}

/// Whether values of the type are texts, which have a length and a case.
pub(crate) fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String
        | Type::Secret
        | Type::SecretInUrl
        | Type::Jwt
        | Type::Code
        | Type::Url
        | Type::Format(_)
        | Type::Choice(_)
        | Type::Foreign => true,
        Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::Boolean
        | Type::Lifetime(_)
        | Type::Instant(_)
        | Type::Uuid
        | Type::Bytes(_)
        | Type::Upload
        | Type::PrivateKey
        | Type::Certificate
        | Type::Json
        | Type::Record(_)
        | Type::List(_)
        | Type::Map(_) => false,
    }
}

fn check_counts<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    if let Some(count) = field.at_least.as_ref().filter(|count| count.value == 0) {
        let message = if field.ty.value.is_list() {
            "every list has at least 0 items"
        } else {
            "every text has at least 0 characters"
        };
        problems.report(Code::FIELD_PROPERTY, count.at, message, "write a number from 1 on, or remove `at_least`");
    }
    if let (Some(least), Some(most)) = (&field.at_least, &field.at_most)
        && least.value > most.value
    {
        let message = format!("no value has at least {} and at most {}", least.value, most.value);
        problems.report(Code::FIELD_PROPERTY, most.at, message, "write a larger number");
    }
}

/// Checks the default, which is sent if the caller gives nothing: it must not be a secret, and must be within the
/// limits.
fn check_default<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let Some(default) = &field.default else { return };
    let ty = &field.ty.value;
    if ty.is_secret() {
        let help = "remove it; a text that is always the same is `{ const: … }`";
        problems.report(Code::DEFAULT, default.at, "a secret cannot have a default that everybody can read", help);
    } else if ty.is_object() || (ty.is_list() && field.separator.is_none()) {
        let message = "a default is text, a number or a boolean";
        problems.report(Code::DEFAULT, default.at, message, "remove it, and make the field optional");
    } else if !accepts(field, &default.value) {
        let message = format!("this default is {}, which does not fit the type", default.value.describe());
        problems.report(Code::DEFAULT, default.at, message, "write a value of the field's type");
    } else if let Some(misfit) = misfit(field, &default.value).filter(|_| !ty.is_list()) {
        problems.report(Code::DEFAULT, default.at, misfit, "write a value that fits");
    }
}

/// Whether a default fits the type. That of a joined list is the joined text.
fn accepts<P>(field: &Field<P>, default: &Scalar) -> bool {
    let (ty, text) = (&field.ty.value, default.as_text());
    match &field.separator {
        Some(separator) if ty.is_list() => {
            text.split(separator.value.as_str()).all(|item| ty.item().accepts(&Scalar::Text(item.to_owned())))
        }
        Some(_) | None => ty.accepts(default),
    }
}

/// Returns why a value of the field's type is not within its limits. A secret is not repeated.
#[must_use]
pub fn misfit<P>(field: &Field<P>, value: &Scalar) -> Option<String> {
    let text = value.as_text();
    let shown = if field.ty.value.is_secret() { "this".to_owned() } else { format!("`{text}`") };
    if let Type::Format(format) = &field.ty.value
        && !fits(*format, &text)
    {
        return Some(format!("{shown} has another form than the type"));
    }
    if let Some(pattern) = field.pattern.as_ref().filter(|pattern| !matches(&pattern.value, &text)) {
        return Some(format!("{shown} does not match `{}`", pattern.value));
    }
    if !is_split(field, &text) {
        let (count, by) = field.split.as_ref().map(|split| (split.value.into.len(), &split.value.by.value))?;
        return Some(format!("{shown} is not {count} texts joined by `{by}`"));
    }
    if field.raw.is_some() && !may_be_in_url(&text) {
        return Some(format!("{shown} has a character that a URL cannot have"));
    }
    count_misfit(field, text.chars().count(), "character").map(|misfit| format!("{shown} {misfit}"))
}

/// Returns why there is too little or too much of something: an `item` of a list, a `character` of a text.
#[must_use]
pub fn count_misfit<P>(field: &Field<P>, count: usize, of: &str) -> Option<String> {
    let many = |count: u32| format!("{count} {of}{}", if count == 1 { "" } else { "s" });
    let bound = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    if let Some(least) = field.at_least.as_ref().filter(|least| count < bound(least.value)) {
        return Some(format!("has fewer than {}", many(least.value)));
    }
    let most = field.at_most.as_ref().filter(|most| count > bound(most.value))?;
    Some(format!("has more than {}", many(most.value)))
}
