//! Lowers the conditions of `when`.

use auth_language::error::{Is, Test, check_test};
use auth_language::problem::Broken;
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;

use super::body;
use crate::lower::context::Context;
use crate::lower::value::field;
use crate::model::{Condition, Field};
use crate::read::{Entries, Read, TestSpec, Text};
use crate::text::Spot;

/// The valid conditions, and whether others are broken.
#[derive(Default)]
pub(in crate::lower) struct Conditions {
    pub(in crate::lower) conditions: Vec<Condition>,
    pub(in crate::lower) broken: Option<Broken>,
}

/// Lowers conditions on a body with these fields.
pub(in crate::lower) fn lower(when: &Entries<TestSpec>, fields: &Read<Vec<Field>>, cx: &mut Context<'_>) -> Conditions {
    let mut broken = when.broken().or(fields.as_ref().err().copied());
    let mut conditions = Vec::new();
    for named in when.iter() {
        let test = named.value.as_ref().map_err(|broken| *broken);
        match test.and_then(|test| condition(&named.name, test, fields, cx)) {
            Ok(condition) => conditions.push(condition),
            Err(found) => broken = Some(found),
        }
    }
    Conditions { conditions, broken }
}

fn condition(name: &Text, test: &TestSpec, fields: &Read<Vec<Field>>, cx: &mut Context<'_>) -> Read<Condition> {
    let fields = fields.as_ref().map_err(|broken| *broken)?;
    let plain = |values: &[Spanned<Scalar, Spot>]| values.iter().map(|value| value.value.clone()).collect();
    let (values, is) = match test {
        TestSpec::AnyOf(values) => (values.as_slice(), Is::AnyOf(plain(values))),
        TestSpec::NoneOf(values) => (values.as_slice(), Is::NoneOf(plain(values))),
        TestSpec::Present(true) => (&[][..], Is::Present),
        TestSpec::Present(false) => (&[][..], Is::Absent),
    };
    let ident = check_test(name, values, fields, cx.problems())?;
    let field = fields.iter().find(|field| field.ident.value == ident).cloned();
    if let Some(broken) = cx.broken().filter(|_| field.as_ref().is_some_and(field::is_open)) {
        return Err(broken);
    }
    Ok(Condition { field: field.unwrap_or_else(|| body::unknown_field(name)), is })
}

/// Converts a condition to the model of the language's rules.
pub(in crate::lower) fn test(condition: &Condition) -> Test<Spot> {
    Test { field: condition.field.ident.clone(), is: condition.is.clone() }
}
