//! Which reply is which error, and what a caller can do.

use auth_codegen::model::{Class, Condition, ErrorCase, Is, Scalar};
use auth_language::word::Word as _;
use maud::{Markup, html};

use super::field::code;
use crate::docs::text::{list, prose};

pub(in crate::docs::page) fn statuses(case: &ErrorCase) -> String {
    case.statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What the body must say.
pub(in crate::docs::page) fn told_by(when: &[Condition]) -> Markup {
    let conditions: Vec<String> = when.iter().map(condition).collect();
    prose(&list(&conditions))
}

fn condition(condition: &Condition) -> String {
    let name = code(&condition.field.wire);
    match &condition.is {
        Is::AnyOf(values) => format!("{name} is {}", one_of(values)),
        Is::NoneOf(values) => format!("{name} is there, and not {}", one_of(values)),
        Is::Present => format!("{name} is there"),
        Is::Absent => format!("{name} is absent"),
    }
}

fn one_of(values: &[Scalar]) -> String {
    let values: Vec<String> = values.iter().map(|value| code(&value.as_text())).collect();
    values.join(" or ")
}

/// The word for what a caller can do.
pub(in crate::docs::page) fn class_of(case: &ErrorCase) -> &'static str {
    effective(case).text()
}

/// Returns the class that the spec states, or that of the status.
fn effective(case: &ErrorCase) -> Class {
    case.class.unwrap_or_else(|| Class::of_status(case.status()))
}

/// What a caller can do.
pub(in crate::docs::page) fn advice(case: &ErrorCase) -> Markup {
    let text = match effective(case) {
        Class::Reauthenticate => {
            "The credential is not valid any more. A session renews its token, and repeats the call where that is safe; otherwise get a new credential."
        }
        Class::Retry => "The provider failed. The same request may work later.",
        Class::RateLimited => "There were too many requests. Send it again after `error.retry_after()`.",
        Class::Configuration => "The call or its settings are wrong. To send it again does not help: mend it.",
        Class::Denied => "The credential is valid, and may not do this.",
        Class::Pending => "Something is awaited. Ask again after the interval; a session does.",
        Class::SlowDown => "Something is awaited, and was asked for too often. Wait longer; a session does.",
        Class::ClockSkew => {
            "The clock of the caller is wrong. A client that signs with the time sets it by the reply, and repeats the call once."
        }
    };
    let field = case.retry_after.as_ref().map(|field| format!(" The body says how long in {}.", code(&field.wire)));
    html! { (prose(text)) (prose(&field.unwrap_or_default())) }
}
