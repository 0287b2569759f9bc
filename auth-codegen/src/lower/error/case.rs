//! Lowers the cases of an error set.

use auth_language::error::{self, check_retry_after, check_statuses};
use auth_language::id::Table;
use auth_language::problem::{Broken, Code};
use auth_language::spanned::Spanned;
use auth_language::word::{self, ReplyEncoding};

use super::body;
use super::condition::{self, Conditions};
use crate::lower::context::Context;
use crate::lower::value::choice;
use crate::lower::value::field::{sound, trimmed};
use crate::model::{Class, ErrorBody, ErrorCase, Field, Record, RecordId};
use crate::read::{CaseSpec, CasesSpec, Entries, Read, TestSpec, Text};
use crate::text::Spot;

/// A case in the model of this crate and in that of the language's rules.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) model: ErrorCase,
    pub(super) rule: error::Case<Spot>,
    /// Proof that a condition is broken, so that it is unknown which bodies match.
    pub(super) broken: Option<Broken>,
}

impl Case {
    /// Returns the case without the statuses that other cases take; `None` if no status remains.
    pub(super) fn without(&self, is_taken: &impl Fn(u16) -> bool) -> Option<Self> {
        let mut case = self.clone();
        case.model.statuses.retain(|status| !is_taken(*status));
        case.rule.statuses.retain(|status| !is_taken(status.value));
        (!case.model.statuses.is_empty()).then_some(case)
    }
}

/// Returns the cases of all statuses, in the author's order.
pub(super) fn lower(
    statuses: &Entries<CasesSpec>,
    default: &Read<ErrorBody>,
    records: &Table<RecordId, Record>,
    cx: &mut Context<'_>,
) -> Vec<Case> {
    let mut lowered = Vec::new();
    for named in statuses.iter() {
        let statuses = check_statuses(&named.name, cx.problems());
        let Ok(cases) = &named.value else { continue };
        let is_sound = statuses.is_ok();
        let cases = Lower { statuses: statuses.unwrap_or_default(), default, records }.cases(&named.name, cases, cx);
        lowered.extend(cases.into_iter().filter(|_| is_sound));
    }
    lowered
}

struct Lower<'l> {
    statuses: Vec<Spanned<u16, Spot>>,
    default: &'l Read<ErrorBody>,
    records: &'l Table<RecordId, Record>,
}

impl Lower<'_> {
    /// Lowers the cases of a status.
    fn cases(&self, status: &Text, specs: &[Read<CaseSpec>], cx: &mut Context<'_>) -> Vec<Case> {
        if specs.is_empty() {
            let message = format!("{} has no error", status.value);
            cx.report(Code::EMPTY, status.at, message, "add `- name: …`, or remove the status");
        }
        specs.iter().filter_map(|spec| self.case(spec.as_ref().ok()?, cx)).collect()
    }

    /// Lowers a case; `None` if it has no name.
    fn case(&self, spec: &CaseSpec, cx: &mut Context<'_>) -> Option<Case> {
        let CaseSpec { name, doc, when, body, class, retry_after, example } = spec;
        let body = body::lower(body.as_ref(), self.default, self.records, cx);
        let Conditions { conditions, broken } = self.conditions(when, &body, cx);
        let class = sound(class).and_then(|class| word::check::<Class, _>(class, "`class`", cx.problems()).ok());
        let retry_after = sound(retry_after).and_then(|name| self.retry_after(name, &body, cx));
        let name = name.as_ref().ok()?;
        choice::check_variant(name, &name.value, cx);
        let model = ErrorCase {
            ident: name.value.clone(),
            doc: sound(doc).map_or_else(|| self.describe(), trimmed),
            statuses: self.statuses.iter().map(|status| status.value).collect(),
            when: conditions,
            body: body.unwrap_or(ErrorBody::Unknown),
            class,
            retry_after,
            example: sound(example).map(crate::text::Node::to_json),
            text: None,
            encoding: ReplyEncoding::Json,
        };
        Some(Case { rule: rule(name, &self.statuses, &model), model, broken })
    }

    fn describe(&self) -> String {
        let statuses: Vec<String> = self.statuses.iter().map(|status| status.value.to_string()).collect();
        format!("The provider answered {}.", statuses.join(" or "))
    }

    fn conditions(&self, when: &Entries<TestSpec>, body: &Read<ErrorBody>, cx: &mut Context<'_>) -> Conditions {
        if let (Ok(ErrorBody::Unknown), Some(first)) = (body, when.names().next()) {
            let broken = body::report_unknown(first, cx);
            return Conditions { conditions: Vec::new(), broken: Some(broken) };
        }
        condition::lower(when, &self.fields(body), cx)
    }

    fn retry_after(&self, name: &Text, body: &Read<ErrorBody>, cx: &mut Context<'_>) -> Option<Field> {
        if let Ok(ErrorBody::Unknown) = body {
            body::report_unknown(name, cx);
            return None;
        }
        let fields = self.fields(body).ok()?;
        let ident = check_retry_after(name, &fields, cx.problems()).ok()?;
        fields.into_iter().find(|field| field.ident.value == ident)
    }

    fn fields(&self, body: &Read<ErrorBody>) -> Read<Vec<Field>> {
        body.as_ref().map(|body| body::fields(body, self.records)).map_err(|broken| *broken)
    }
}

fn rule(name: &Text, statuses: &[Spanned<u16, Spot>], model: &ErrorCase) -> error::Case<Spot> {
    let when = model.when.iter().map(condition::test).collect();
    error::Case { name: name.clone(), statuses: statuses.to_vec(), when, class: model.class }
}
