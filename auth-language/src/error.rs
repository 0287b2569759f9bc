//! Errors: which replies are refusals, and what they are called.

use std::collections::HashMap;

use crate::problem::{Broken, Code, Dialect, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::value::{Field, Scalar, check_meanings, check_read};
use crate::word::Class;

/// A named refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<P> {
    /// The variant of the enum.
    pub name: Spanned<String, P>,
    /// The HTTP status. One of success needs a condition.
    pub status: Spanned<u16, P>,
    /// What the body must say; all of it.
    pub when: Vec<Test<P>>,
    /// What a caller can do about it, where the status does not say so. A status of success says `configuration`.
    pub class: Option<Class>,
}

/// What a member of a body must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test<P> {
    /// The Rust field of the body, and where the test names it.
    pub field: Spanned<String, P>,
    /// What it must be.
    pub is: Is,
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// One of these, with the type that it has on the wire: `1` is not `"1"`.
    AnyOf(Vec<Scalar>),
    /// There, whatever it is.
    Present,
}

/// Every rule of the body of an error. Errors come from gateways too, so every field may be absent.
pub fn check_body<P: Copy>(fields: &[Field<P>], problems: &mut Problems<P>) {
    for field in fields {
        check_read(field, problems);
        if !field.optional {
            let message = format!("`{}` may be absent, because an error may come from a gateway", field.wire);
            let help = match problems.dialect() {
                Dialect::Yaml => "make it `optional`",
                Dialect::Rust => "make it an `Option<…>`",
            };
            problems.report(Code::ERROR_BODY, field.ty.at, message, help);
        }
    }
    check_meanings(fields, problems);
}

/// Whether a case can have a status: one of an error, or one of success with a condition.
///
/// # Errors
/// The status cannot be one of an error, which is reported.
pub fn check_status<P: Copy>(status: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u16, Broken> {
    let number = parse_status(&status.value).filter(|status| matches!(status, 200..=299 | 400..=599));
    number.ok_or_else(|| {
        let message = format!("`{}` is not the status of an error", status.value);
        problems.report(
            Code::STATUS,
            status.at,
            message,
            "write a number from 400 to 599, or from 200 to 299 with a `when`",
        )
    })
}

/// A status has three digits (RFC 9110 §15).
#[must_use]
pub fn parse_status(text: &str) -> Option<u16> {
    let has_three_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| has_three_digits)
}

/// Every rule of the cases of one enum, in the order in which they are tried.
pub fn check_cases<P: Copy>(cases: &[Case<P>], problems: &mut Problems<P>) {
    for case in cases.iter().filter(|case| case.status.value < 300 && case.when.is_empty()) {
        let message = format!("`{}` would make every {} an error", case.name.value, case.status.value);
        problems.report(Code::CONDITION, case.name.at, message, "say with `when` what its body says");
    }
    check_names(cases, problems);
    check_reachable(cases, problems);
}

/// Each case has a name of its own.
fn check_names<P: Copy>(cases: &[Case<P>], problems: &mut Problems<P>) {
    let mut seen: HashMap<&str, u16> = HashMap::new();
    for Case { name, status, .. } in cases {
        if let Some(first) = seen.insert(&name.value, status.value) {
            let message = format!("`{}` is already the name of an error with status {first}", name.value);
            problems.report(Code::COLLISION, name.at, message, "give one of them another name");
        }
    }
}

/// The first case that fits decides, so one that asks for less comes after those that ask for more.
fn check_reachable<P: Copy>(cases: &[Case<P>], problems: &mut Problems<P>) {
    for (index, case) in cases.iter().enumerate() {
        let Some(first) = cases.iter().take(index).find(|earlier| takes_all(earlier, case)) else { continue };
        let (status, name, first_name) = (case.status.value, &case.name.value, &first.name.value);
        let taken = if first.when.is_empty() { format!("every {status}") } else { format!("every such {status}") };
        let message = format!("`{name}` can never be reached: `{first_name}` takes {taken}");
        problems.report(
            Code::UNREACHABLE,
            case.name.at,
            message,
            format!("put `{first_name}` after it, or give `{first_name}` a `when`"),
        );
    }
}

/// Whether whatever fits `later` fits `earlier` too.
fn takes_all<P>(earlier: &Case<P>, later: &Case<P>) -> bool {
    let implies = |test: &Test<P>| {
        later.when.iter().any(|other| other.field.value == test.field.value && test.is.includes(&other.is))
    };
    earlier.status.value == later.status.value && earlier.when.iter().all(implies)
}

impl Is {
    /// Whether whatever fits `other` fits this too.
    fn includes(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Present, _) => true,
            (Self::AnyOf(_), Self::Present) => false,
            (Self::AnyOf(mine), Self::AnyOf(theirs)) => theirs.iter().all(|value| mine.contains(value)),
        }
    }
}

/// A test looks at a field of the body, and compares it with a value of the field's type.
///
/// # Errors
/// The body has no such field, or the value has another type, which is reported.
pub fn check_test<P: Copy>(
    name: &Spanned<String, P>,
    is: &[Spanned<Scalar, P>],
    fields: &[Field<P>],
    problems: &mut Problems<P>,
) -> Result<String, Broken> {
    let Some(field) = fields.iter().find(|field| field.wire == name.value) else {
        let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let help = suggest::help(&name.value, name.at, &known, "the fields of this body are");
        return Err(problems.report(Code::CONDITION, name.at, format!("the body has no field `{}`", name.value), help));
    };
    if let Some(value) = is.iter().find(|value| !field.ty.value.accepts(&value.value)) {
        let message = format!("`{}` is never {}", name.value, value.value.describe());
        return Err(problems.report(
            Code::CONDITION,
            value.at,
            message,
            "write a value of the field's type, or change the type",
        ));
    }
    Ok(field.ident.value.clone())
}
