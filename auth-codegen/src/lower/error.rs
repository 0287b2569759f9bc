//! Refusals: the provider's own set, named sets, and those of one endpoint.

use std::collections::HashMap;

use crate::lower::value::choice;
use crate::lower::value::types::Types;
use crate::lower::{report_unknown, request, sentence};
use crate::model::{Class, Condition, ErrorBody, ErrorCase, ErrorSet, Field, Record, Type};
use crate::names;
use crate::read::{ErrorCaseSpec, Named, Spec, Text};
use crate::suggest;
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Spot};

/// The error sets made so far, and what is needed to make more.
pub(super) struct Errors<'a> {
    pub(super) sets: Vec<ErrorSet>,
    by_name: HashMap<&'a str, usize>,
    pub(super) used: Vec<&'a str>,
    common: Vec<LoweredCase>,
    bodies: Bodies<'a>,
    title: &'a str,
}

/// A case, and where its example stands.
#[derive(Clone)]
struct LoweredCase {
    case: ErrorCase,
    spot: Spot,
}

/// The types that an error's body may have.
struct Bodies<'a> {
    default: ErrorBody,
    records: &'a [Record],
}

const PROBLEM_DETAILS: &str = "problem_details";
const CLASSES: [(&str, Class); 5] = [
    ("reauthenticate", Class::Reauthenticate),
    ("retry", Class::Retry),
    ("rate_limited", Class::RateLimited),
    ("configuration", Class::Configuration),
    ("denied", Class::Denied),
];

pub(super) fn lower<'a>(
    spec: &'a Spec,
    types: &mut Types<'_>,
    records: &'a [Record],
    diagnostics: &mut Diagnostics,
) -> Errors<'a> {
    let mut bodies = Bodies { default: ErrorBody::Unknown, records };
    if let Some(name) = &spec.error_body {
        bodies.default = bodies.resolve(name, types, diagnostics);
    }
    let common = lower_cases(&spec.errors, &bodies, types, diagnostics);
    let mut errors = Errors {
        sets: Vec::new(),
        by_name: HashMap::new(),
        used: Vec::new(),
        common,
        bodies,
        title: spec.title.value.trim(),
    };
    let ident = format!("{}Error", names::provider_ident(&spec.name.value, &spec.title.value));
    errors.add(ident, "a request", &[], diagnostics);
    for named in &spec.error_sets {
        check_set_name(&named.name, diagnostics);
        let own = lower_cases(&named.value, &errors.bodies, types, diagnostics);
        let index = errors.add(named.name.value.clone(), "a request", &own, diagnostics);
        errors.by_name.insert(&named.name.value, index);
    }
    errors
}

impl<'a> Errors<'a> {
    /// The set of this name.
    pub(super) fn named(&mut self, name: &'a Text, diagnostics: &mut Diagnostics) -> usize {
        let Some(index) = self.by_name.get(name.value.as_str()) else {
            let mut known: Vec<&str> = self.by_name.keys().copied().collect();
            known.sort_unstable();
            let all = "declare it under `error_sets`; the sets so far are";
            report_unknown("error set", &name.value, name.spot, &known, all, diagnostics);
            return 0;
        };
        self.used.push(&name.value);
        *index
    }

    /// A set for one endpoint.
    pub(super) fn own(
        &mut self,
        endpoint: &Text,
        cases: &[Named<Vec<ErrorCaseSpec>>],
        types: &mut Types<'_>,
        diagnostics: &mut Diagnostics,
    ) -> usize {
        let own = lower_cases(cases, &self.bodies, types, diagnostics);
        let name = &endpoint.value;
        self.add(format!("{}Error", names::type_ident(name)), &format!("`{name}`"), &own, diagnostics)
    }

    /// The set's own errors, and those of the provider that they leave something of: a status for which the set has a case
    /// without conditions is the set's alone.
    fn add(&mut self, ident: String, refused: &str, own: &[LoweredCase], diagnostics: &mut Diagnostics) -> usize {
        let takes_all = |status: u16| own.iter().any(|mine| mine.case.status == status && mine.case.when.is_empty());
        let kept = self.common.iter().filter(|common| !takes_all(common.case.status));
        let mut cases: Vec<LoweredCase> = own.iter().chain(kept).cloned().collect();
        cases.sort_by_key(|lowered| lowered.case.status);
        check_names(&cases, diagnostics);
        check_reachable(&cases, diagnostics);
        self.sets.push(ErrorSet {
            doc: format!("Why {} refused {refused}.", self.title),
            ident,
            other: self.bodies.default.clone(),
            cases: cases.into_iter().map(|lowered| lowered.case).collect(),
        });
        self.sets.len() - 1
    }
}

impl Bodies<'_> {
    /// A body is `problem_details` or a type whose every field may be missing: errors come from gateways too.
    fn resolve(&self, name: &Text, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> ErrorBody {
        if name.value == PROBLEM_DETAILS {
            return ErrorBody::ProblemDetails;
        }
        let Some(record) = self.records.iter().find(|record| record.ident == name.value) else {
            let known: Vec<&str> =
                self.records.iter().map(|record| record.ident.as_str()).chain([PROBLEM_DETAILS]).collect();
            report_unknown("type", &name.value, name.spot, &known, "the bodies of errors are", diagnostics);
            return ErrorBody::Record(name.value.clone());
        };
        types.used.insert(name.value.clone());
        if let Some(field) = record.fields.iter().find(|field| !field.optional) {
            let message = format!(
                "`{}` of `{}` is not optional, and an error may come from a gateway that does not send it",
                field.wire, name.value
            );
            diagnostics.report(name.spot, message, format!("make every field of `{}` `optional`", name.value));
        }
        ErrorBody::Record(name.value.clone())
    }

    /// The field of a body that a condition looks at.
    fn condition(&self, body: &ErrorBody, when: &Named<Text>, diagnostics: &mut Diagnostics) -> Condition {
        let Text { value: name, spot } = &when.name;
        let fields = self.text_fields(body);
        let field = fields.iter().flatten().find(|field| field.wire == *name).cloned();
        if let (Some(fields), None) = (&fields, &field) {
            report_no_field(name, *spot, fields, body, diagnostics);
        }
        Condition { field: field.unwrap_or_else(|| text_field(name)), value: when.value.value.clone() }
    }

    /// The fields that a condition can look at. `None` for a type that does not exist, of which enough is said.
    fn text_fields(&self, body: &ErrorBody) -> Option<Vec<Field>> {
        let mut fields = match body {
            ErrorBody::Unknown => Vec::new(),
            ErrorBody::ProblemDetails => ["type", "title", "detail", "instance"].map(text_field).to_vec(),
            ErrorBody::Record(name) => self.records.iter().find(|record| record.ident == *name)?.fields.clone(),
        };
        fields.retain(|field| field.ty == Type::String);
        Some(fields)
    }
}

fn report_no_field(name: &str, spot: Spot, fields: &[Field], body: &ErrorBody, diagnostics: &mut Diagnostics) {
    if diagnostics.is_lost(name) || diagnostics.is_spared(name) {
        return;
    }
    let known: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
    let help = match body {
        ErrorBody::Unknown => "say what the body is: `body: problem_details`, or one of `types`".to_owned(),
        _ => suggest::word(name, &known, "the text fields of this error's body are"),
    };
    diagnostics.report(spot, format!("the body has no text field `{name}`"), help);
}

/// A text that may be missing: a member of problem details, or what stands in for a field that is not there.
fn text_field(name: &str) -> Field {
    Field {
        ident: names::field_ident(name),
        wire: name.to_owned(),
        doc: None,
        ty: Type::String,
        optional: true,
        at: Vec::new(),
        separator: None,
        default: None,
        at_least: None,
        means: None,
    }
}

fn lower_cases(
    cases: &[Named<Vec<ErrorCaseSpec>>],
    bodies: &Bodies<'_>,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<LoweredCase> {
    let mut lowered = Vec::new();
    for named in cases {
        let Some(status) = lower_status(&named.name, diagnostics) else { continue };
        if named.value.is_empty() && !diagnostics.has_lost() {
            let help = "add `- name: …`, or remove the status";
            diagnostics.report(named.name.spot, format!("{status} has no error"), help);
        }
        lowered.extend(named.value.iter().map(|case| lower_case(status, case, bodies, types, diagnostics)));
    }
    lowered
}

fn lower_status(name: &Text, diagnostics: &mut Diagnostics) -> Option<u16> {
    let status = request::parse_status(&name.value).filter(|status| (400..600).contains(status));
    if status.is_none() {
        diagnostics.report(
            name.spot,
            format!("`{}` is not the status of an error", name.value),
            "write a number from 400 to 599",
        );
    }
    status
}

fn lower_case(
    status: u16,
    spec: &ErrorCaseSpec,
    bodies: &Bodies<'_>,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> LoweredCase {
    let ErrorCaseSpec { name, doc, when, body, class, example } = spec;
    choice::check_variant(name, &name.value, diagnostics);
    let body = body.as_ref().map_or_else(|| bodies.default.clone(), |body| bodies.resolve(body, types, diagnostics));
    let case = ErrorCase {
        ident: name.value.clone(),
        doc: doc.as_ref().map_or_else(|| format!("The provider answered {status}."), sentence),
        status,
        when: when.iter().map(|when| bodies.condition(&body, when, diagnostics)).collect(),
        body,
        class: class.as_ref().and_then(|class| lower_class(class, diagnostics)),
        example: example.as_ref().map(Node::to_json),
    };
    LoweredCase { case, spot: name.spot }
}

fn lower_class(word: &Text, diagnostics: &mut Diagnostics) -> Option<Class> {
    let found = CLASSES.iter().find(|(name, _)| *name == word.value).map(|(_, class)| *class);
    if found.is_none() {
        let known = CLASSES.map(|(name, _)| name);
        report_unknown("class", &word.value, word.spot, &known, "the classes are", diagnostics);
    }
    found
}

fn check_set_name(name: &Text, diagnostics: &mut Diagnostics) {
    if !names::is_camel_case(&name.value) || name.value == "Self" {
        diagnostics.report(
            name.spot,
            format!("`{}` cannot be the name of a Rust enum", name.value),
            "write it like `TokenError`",
        );
    }
}

/// A name stands for one case of a set.
fn check_names(cases: &[LoweredCase], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, u16> = HashMap::new();
    for LoweredCase { case, spot } in cases {
        if let Some(first) = seen.insert(&case.ident, case.status) {
            let message = format!("`{}` is already the name of an error with status {first}", case.ident);
            diagnostics.report(*spot, message, "give one of them another name");
        }
    }
}

/// The first case that matches decides, so one that asks for less comes after those that ask for more.
fn check_reachable(cases: &[LoweredCase], diagnostics: &mut Diagnostics) {
    for (index, LoweredCase { case, spot }) in cases.iter().enumerate() {
        let takes_all = |earlier: &&LoweredCase| {
            let earlier = &earlier.case;
            earlier.status == case.status && earlier.when.iter().all(|condition| case.when.contains(condition))
        };
        let Some(first) = cases.iter().take(index).find(takes_all) else { continue };
        let (status, first) = (case.status, &first.case);
        let taken = if first.when.is_empty() { format!("every {status}") } else { format!("every such {status}") };
        let message = format!("`{}` can never be reached: `{}` takes {taken}", case.ident, first.ident);
        let a = if first.when.is_empty() { "a" } else { "another" };
        diagnostics.report(*spot, message, format!("give the first {a} `when`, or move it to the end"));
    }
}
