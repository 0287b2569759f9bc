//! Checks the examples of errors: each must match the type of its body and the conditions of its own case.

mod lost;

use std::collections::{BTreeSet, HashMap};

use auth_language::problem::Code;
use auth_language::suggest;
use auth_language::value::Type;
use auth_language::word::ReplyEncoding;
use serde_json::Value as Json;

use super::{mismatch, reply_body};
use crate::conformance;
use crate::lower::context::Context;
use crate::model::{ErrorBody, ErrorCase, ErrorSet, ErrorSetId, Field, Provider};
use crate::read::{CaseSpec, CasesSpec, Entries, ErrorsSpec, Spec, TestSpec, Text};
use crate::text::{Entry, Node, Spot, Value};

/// Reads examples that are texts, because their bodies are not JSON.
pub(super) fn lower(provider: &mut Provider) {
    let encodings: Vec<(ErrorSetId, ReplyEncoding)> = provider
        .endpoints
        .iter()
        .filter_map(|endpoint| endpoint.http())
        .map(|call| (call.errors, call.encoding))
        .collect();
    let ids: Vec<ErrorSetId> = provider.error_sets.ids().collect();
    for id in ids {
        let documented: Vec<ReplyEncoding> =
            encodings.iter().filter(|(errors, _)| *errors == id).map(|(_, encoding)| *encoding).collect();
        let cases: Vec<ErrorCase> =
            provider.error_sets[id].cases.iter().cloned().map(|case| read(case, &documented, provider)).collect();
        provider.error_sets[id].cases = cases;
    }
}

fn read(case: ErrorCase, documented: &[ReplyEncoding], provider: &Provider) -> ErrorCase {
    let Some(Json::String(text)) = &case.example else { return case };
    let encoding = conformance::encoding_of(text, documented);
    let Some(Ok(json)) = (text.len() <= reply_body::LONGEST).then(|| conformance::document(text, encoding)) else {
        return case;
    };
    let json = match &case.body {
        ErrorBody::Record(id) => conformance::typed(provider, &Type::Record(*id), json),
        ErrorBody::ProblemDetails | ErrorBody::Unknown => json,
    };
    ErrorCase { text: Some(text.clone()), encoding, example: Some(json), ..case }
}

pub(super) fn check(provider: &Provider, broken: &HashMap<ErrorSetId, Vec<u16>>, cx: &mut Context<'_>) {
    let none = Vec::new();
    let tested = lost::tested(provider);
    let lost = lost::report(&tested, cx);
    let partly = lost::report_partly(&tested, cx);
    let is_markup_read = !is_markup_reported(provider, cx);
    for (id, cases) in groups(provider, cx.spec) {
        let set = &provider.error_sets[id];
        let broken = broken.get(&id).unwrap_or(&none);
        let check = Check { set, broken, lost: &lost, partly: &partly, is_markup_read, provider };
        for case in cases.sound().flat_map(|(_, cases)| cases).filter_map(|case| case.as_ref().ok()) {
            check.case(case, cx);
        }
    }
}

/// Returns the cases of the provider, of named sets and of single endpoints, with the sets that they are in.
fn groups<'s>(provider: &Provider, spec: &'s Spec) -> Vec<(ErrorSetId, &'s Entries<CasesSpec>)> {
    let mut groups = vec![(auth_language::id::Id::new(0), &spec.errors)];
    for (id, named) in provider.error_sets.ids().skip(1).zip(spec.error_sets.iter()) {
        groups.extend(named.value.as_ref().ok().map(|cases| (id, cases)));
    }
    for (named, endpoint) in spec.endpoints.iter().zip(&provider.endpoints) {
        let errors = named.value.as_ref().ok().and_then(|spec| spec.errors.as_ref());
        if let (Some(Ok(ErrorsSpec::Own(cases))), Some(call)) = (errors, endpoint.http()) {
            groups.push((call.errors, cases));
        }
    }
    groups
}

/// Whether an endpoint answers markup and does not say so, which its example was reported for.
fn is_markup_reported(provider: &Provider, cx: &mut Context<'_>) -> bool {
    let is_reported = cx.problems().found().iter().any(|problem| problem.code == Code::EXAMPLE);
    let examples = || provider.endpoints.iter().flat_map(|endpoint| &endpoint.examples);
    is_reported && examples().any(|example| example.text.is_none() && example.response.as_ref().is_some_and(is_markup))
}

fn is_markup(body: &Json) -> bool {
    body.as_str().is_some_and(|text| text.trim_start().starts_with('<'))
}

struct Check<'c> {
    set: &'c ErrorSet,
    broken: &'c [u16],
    /// The fields that no example has, though conditions test them.
    lost: &'c BTreeSet<Spot>,
    /// The fields that several examples lack, and others have.
    partly: &'c BTreeSet<Spot>,
    /// Whether it is known that no reply is XML.
    is_markup_read: bool,
    provider: &'c Provider,
}

impl Check<'_> {
    fn case(&self, spec: &CaseSpec, cx: &mut Context<'_>) {
        let Ok(name) = &spec.name else { return };
        let Some(case) = self.set.cases.iter().find(|case| case.ident == name.value) else { return };
        match &spec.example {
            None if self.is_broken(case) => {}
            None => check_missing(name, spec, case, cx),
            Some(Ok(node)) if cx.are_replies_read || !matches!(node.value, Value::Text(_)) => {
                self.example((spec, case), node, cx);
            }
            Some(Ok(_) | Err(_)) => {}
        }
    }

    /// Whether it is unknown which bodies match cases of the same status.
    fn is_broken(&self, case: &ErrorCase) -> bool {
        let is_lost = |case: &&ErrorCase| case.when.iter().any(|test| self.lost.contains(&test.field.ident.at));
        let mut lost = self.set.cases.iter().filter(is_lost);
        case.statuses.iter().any(|status| self.broken.contains(status))
            || lost.any(|lost| case.statuses.iter().any(|status| lost.has(*status)))
    }

    /// Whether the example lacks a field that several lack.
    fn lacks_reported(&self, case: &ErrorCase, json: &Json) -> bool {
        let mut tested = case.when.iter().map(|test| &test.field);
        tested.any(|field| self.partly.contains(&field.ident.at) && conformance::look_up(field, json).is_none())
    }

    fn example(&self, (spec, case): (&CaseSpec, &ErrorCase), node: &Node, cx: &mut Context<'_>) {
        let json = case.example.clone().unwrap_or_else(|| node.to_json());
        if !self.is_markup_read && is_markup(&node.to_json()) {
            return;
        }
        match &case.body {
            ErrorBody::Record(id) => {
                let checked = conformance::value(self.provider, &Type::Record(*id), &json);
                let is_wrong = checked.is_err();
                mismatch::report(node, checked, cx);
                // What is wrong with it may be why it leads elsewhere.
                if is_wrong {
                    return;
                }
            }
            ErrorBody::ProblemDetails => check_problem_details(node, cx),
            ErrorBody::Unknown => {}
        }
        if !self.is_broken(case) && !self.lacks_reported(case, &json) {
            check_leads_to((spec, case), self.set, node, &json, cx);
        }
    }
}

fn check_missing(name: &Text, spec: &CaseSpec, case: &ErrorCase, cx: &mut Context<'_>) {
    let is_by_head = !case.when.is_empty() && case.when.iter().all(|condition| condition.field.is_in_head());
    if is_by_head {
        return;
    }
    if !case.when.is_empty() || spec.when.iter().next().is_some() {
        let message = format!("`{}` is recognized by its body and has no example", case.ident);
        cx.report(Code::EXAMPLE_MISSING, name.at, message, "add an `example` of that body");
    }
}

/// Checks the members that RFC 9457 §3.1 defines. Other members are extensions.
fn check_problem_details(node: &Node, cx: &mut Context<'_>) {
    let Value::Map(entries) = &node.value else {
        let help = "write `{ type: …, title: …, status: …, detail: … }`";
        cx.report(Code::EXAMPLE, node.spot, "problem details are a mapping (RFC 9457)", help);
        return;
    };
    for Entry { key, node, .. } in entries.iter().filter(|entry| !is_problem_detail(entry)) {
        let message = format!("this example disagrees with its type: `{key}` is not what RFC 9457 §3.1 says");
        let help = "`status` is a number, `type`, `title`, `detail` and `instance` are text";
        cx.report(Code::EXAMPLE, node.spot, message, help);
    }
}

fn is_problem_detail(entry: &Entry) -> bool {
    match entry.key.as_str() {
        "type" | "title" | "detail" | "instance" => matches!(entry.node.value, Value::Text(_)),
        "status" => matches!(&entry.node.value, Value::Number(number) if !number.is_f64()),
        _ => true,
    }
}

/// Whether an earlier case takes each reply that could be this case. It was reported, and no example could lead to it.
fn is_unreachable(case: &ErrorCase, set: &ErrorSet) -> bool {
    let takes = |other: &ErrorCase| other.when.iter().all(|condition| case.when.contains(condition));
    let earlier = || set.cases.iter().take_while(|other| other.ident != case.ident);
    case.statuses.iter().all(|status| earlier().any(|other| other.has(*status) && takes(other)))
}

/// Checks that an example is read as its own case: the first case of the status whose conditions hold.
fn check_leads_to(
    (spec, case): (&CaseSpec, &ErrorCase),
    set: &ErrorSet,
    node: &Node,
    json: &Json,
    cx: &mut Context<'_>,
) {
    let headers = conformance::headers_of(case);
    let holds = |other: &&ErrorCase| conformance::holds(other, json, &headers);
    let leads = |status: &u16| set.cases.iter().filter(|other| other.has(*status)).find(holds);
    if is_unreachable(case, set) {
        return;
    }
    let elsewhere = case.statuses.iter().map(leads).find(|seen| seen.is_none_or(|seen| seen.ident != case.ident));
    let Some(seen) = elsewhere else { return };
    let unmet = conformance::unmet(case, json, &headers);
    if let Some((at, message)) = unmet.and_then(|field| contradiction(field, spec, node)) {
        cx.report(Code::EXAMPLE_LEADS_ELSEWHERE, at, message, "correct the one of the two that is wrong");
        return;
    }
    let (message, help) = match seen {
        Some(seen) => (
            format!("this example leads to `{}`, not to `{}`", seen.ident, case.ident),
            "change the example, or the `when` of the two",
        ),
        None => {
            let lacks = unmet.map(|field| lacks(field, json)).unwrap_or_default();
            let message = format!("this example does not lead to `{}`{lacks}", case.ident);
            (message, "give it the values that `when` asks for")
        }
    };
    let at = unmet.map_or(node.spot, |field| member_of(node, field));
    cx.report(Code::EXAMPLE_LEADS_ELSEWHERE, at, message, help);
}

/// Returns the value that `when` asks for, where the example has another one: the only value, or one that is nearly the same. The example is what the documentation
/// shows, so the mistake is more often in the `when`.
fn contradiction(field: &Field, spec: &CaseSpec, node: &Node) -> Option<(Spot, String)> {
    let (name, test) = spec.when.sound().find(|(name, _)| field.is_called(&name.value))?;
    let TestSpec::AnyOf(values) = test else { return None };
    let path = field.paths().into_iter().next()?.segments().to_vec();
    let found = node.follow(&path).to_scalar()?.as_text();
    let wanted = match values.as_slice() {
        [only] => only,
        several => several.iter().find(|wanted| suggest::is_slip(&found, &wanted.value.as_text()))?,
    };
    let wanted_text = wanted.value.as_text();
    let message = format!("this example has `{found}` as `{}`, and `when` asks for `{wanted_text}`", name.value);
    Some((wanted.at, message))
}

/// Says that an example does not have the member that a condition tests.
fn lacks(field: &Field, json: &Json) -> String {
    match field.at.first() {
        Some(origin) if conformance::look_up(field, json).is_none() => format!(": it has no `{}`", origin.value),
        Some(_) | None => String::new(),
    }
}

/// Returns the position of a field's value in an example; of all of it, if it is not there.
fn member_of(node: &Node, field: &Field) -> Spot {
    let path = field.paths().into_iter().next().map(|path| path.segments().to_vec()).unwrap_or_default();
    let found = node.follow(&path);
    if matches!(found.value, Value::Map(_) | Value::List(_)) { node.spot } else { found.spot }
}
