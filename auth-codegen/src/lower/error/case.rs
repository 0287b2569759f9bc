//! The cases of a set of errors.

use auth_language::error::{self, Is, Test, check_status, check_test};
use auth_language::id::Table;
use auth_language::problem::{Broken, Code};
use auth_language::spanned::Spanned;
use auth_language::word;

use super::body;
use crate::lower::context::Context;
use crate::lower::value::choice;
use crate::lower::value::field::sound;
use crate::model::{Class, Condition, ErrorBody, ErrorCase, Field, Record, RecordId};
use crate::read::{CaseSpec, CasesSpec, Entries, Read, TestSpec, Text};
use crate::text::Spot;

/// A case, and what the rules of the language see of it.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) model: ErrorCase,
    pub(super) rule: error::Case<Spot>,
    /// Whether a part of it is broken that decides which body leads to it.
    pub(super) broken: Option<Broken>,
}

/// The cases of all statuses, in the order of the author.
pub(super) fn lower(
    statuses: &Entries<CasesSpec>,
    default: &Read<ErrorBody>,
    records: &Table<RecordId, Record>,
    cx: &mut Context<'_>,
) -> Vec<Case> {
    let mut lowered = Vec::new();
    for named in statuses.iter() {
        let status = check_status(&named.name, cx.problems());
        let Ok(cases) = &named.value else { continue };
        if cases.is_empty() {
            let message = format!("{} has no error", named.name.value);
            cx.report(Code::EMPTY, named.name.at, message, "add `- name: …`, or remove the status");
        }
        let status_at = named.name.at;
        for spec in cases.iter().filter_map(|case| case.as_ref().ok()) {
            let lower = Lower { status: Spanned::new(*status.as_ref().unwrap_or(&400), status_at), default, records };
            let case = lower.case(spec, cx);
            lowered.extend(case.filter(|_| status.is_ok()));
        }
    }
    lowered
}

struct Lower<'l> {
    status: Spanned<u16, Spot>,
    default: &'l Read<ErrorBody>,
    records: &'l Table<RecordId, Record>,
}

impl Lower<'_> {
    /// `None` if the case has no name.
    fn case(&self, spec: &CaseSpec, cx: &mut Context<'_>) -> Option<Case> {
        let CaseSpec { name, doc, when, body, class, example } = spec;
        let body = match body {
            None => self.default.clone(),
            Some(Ok(name)) => body::resolve(name, self.records, cx),
            Some(Err(broken)) => Err(*broken),
        };
        let (conditions, broken) = self.conditions(when, &body, cx);
        let class = sound(class).and_then(|class| word::check::<Class, _>(class, "`class`", cx.problems()).ok());
        let name = name.as_ref().ok()?;
        choice::check_variant(name, &name.value, cx);
        let model = ErrorCase {
            ident: name.value.clone(),
            doc: sound(doc).map_or_else(|| self.describe(), |doc| doc.value.trim().to_owned()),
            status: self.status.value,
            when: conditions,
            body: body.unwrap_or(ErrorBody::Unknown),
            class,
            example: sound(example).map(crate::text::Node::to_json),
        };
        Some(Case { rule: rule(name, self.status, &model), model, broken })
    }

    fn describe(&self) -> String {
        format!("The provider answered {}.", self.status.value)
    }

    fn conditions(
        &self,
        when: &Entries<TestSpec>,
        body: &Read<ErrorBody>,
        cx: &mut Context<'_>,
    ) -> (Vec<Condition>, Option<Broken>) {
        let mut broken = when.broken().or(body.as_ref().err().copied());
        let mut conditions = Vec::new();
        for named in when.iter() {
            match named
                .value
                .as_ref()
                .map_err(|broken| *broken)
                .and_then(|test| self.condition(&named.name, test, body, cx))
            {
                Ok(condition) => conditions.push(condition),
                Err(found) => broken = Some(found),
            }
        }
        (conditions, broken)
    }

    fn condition(&self, name: &Text, test: &TestSpec, body: &Read<ErrorBody>, cx: &mut Context<'_>) -> Read<Condition> {
        let body = body.as_ref().map_err(|broken| *broken)?;
        let (values, is) = match test {
            TestSpec::AnyOf(values) => {
                (values.as_slice(), Is::AnyOf(values.iter().map(|value| value.value.clone()).collect()))
            }
            TestSpec::Present => (&[][..], Is::Present),
        };
        if *body == ErrorBody::Unknown {
            let help = "say what the body is: `body: problem_details`, or one of `types`";
            return Err(cx.report(Code::CONDITION, name.at, format!("the body has no field `{}`", name.value), help));
        }
        let fields = body::fields(body, self.records);
        let ident = check_test(name, values, &fields, cx.problems())?;
        let field = fields.into_iter().find(|field| field.ident.value == ident);
        Ok(Condition { field: field.unwrap_or_else(|| body::unknown_field(name)), is })
    }
}

fn rule(name: &Text, status: Spanned<u16, Spot>, model: &ErrorCase) -> error::Case<Spot> {
    let test = |condition: &Condition| Test { field: ident_of(&condition.field), is: condition.is.clone() };
    let when = model.when.iter().map(test).collect();
    error::Case { name: name.clone(), status, when, class: model.class }
}

fn ident_of(field: &Field) -> Spanned<String, Spot> {
    field.ident.clone()
}
