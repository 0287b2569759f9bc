//! Lowers the bodies of errors, and finds the fields that conditions can test.

use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::{Broken, Code};
use auth_language::spanned::Spanned;
use auth_language::value::Type;

use crate::lower::context::{Context, Declared};
use crate::lower::value::field;
use crate::model::{ErrorBody, Field, Record, RecordId};
use crate::read::{CaseSpec, Entries, ErrorsSpec, Read, Text, TypeSpec};
use crate::text::Spot;

const PROBLEM_DETAILS: &str = "problem_details";

/// Resolves the body that is said, or returns the default.
pub(super) fn lower(
    said: Option<&Read<Text>>,
    default: &Read<ErrorBody>,
    records: &Table<RecordId, Record>,
    cx: &mut Context<'_>,
) -> Read<ErrorBody> {
    match said {
        None => default.clone(),
        Some(Ok(name)) => resolve(name, records, cx),
        Some(Err(broken)) => Err(*broken),
    }
}

/// Checks that no error without a body of its own says anything of its members, where `error_body` is not said. One that does
/// is reported for all.
pub(super) fn check_unneeded(cx: &mut Context<'_>) -> Read<()> {
    let spec = cx.spec;
    let own = spec.endpoints.sound().filter_map(|(_, endpoint)| match &endpoint.errors {
        Some(Ok(ErrorsSpec::Own(cases))) => Some(cases),
        Some(Ok(ErrorsSpec::Set(_)) | Err(_)) | None => None,
    });
    let sets = spec.error_sets.sound().map(|(_, cases)| cases);
    let cases = std::iter::once(&spec.errors).chain(sets).chain(own).flat_map(Entries::sound);
    let mut cases = cases.flat_map(|(_, cases)| cases).filter_map(|case| case.as_ref().ok());
    let tested = |case: &CaseSpec| {
        let when = case.when.names().next().cloned();
        when.or_else(|| field::sound(&case.retry_after).cloned()).filter(|_| case.body.is_none())
    };
    let Some(name) = cases.find_map(tested) else { return Ok(()) };
    // The type of the body is not used for that reason.
    cx.dangle(Declared::Type);
    Err(report_unknown(&name, cx))
}

/// Reports a member of a body whose type is not said.
pub(super) fn report_unknown(name: &Text, cx: &mut Context<'_>) -> Broken {
    let has_it = |ty: &TypeSpec| ty.fields.has(&name.value);
    let mut types = cx.spec.types.sound().filter(|(_, ty)| has_it(ty)).map(|(name, _)| name.value.as_str());
    let ty = types.next().filter(|_| types.next().is_none()).unwrap_or("TYPE");
    let help = format!(
        "say what the body is: `error_body: {ty}` for all errors, or `body: {ty}` here; `{PROBLEM_DETAILS}` is a body, too"
    );
    cx.report(Code::CONDITION, name.at, format!("the body has no field `{}`", name.value), help)
}

/// Resolves a body: `problem_details`, or a type whose fields are all optional, because gateways send other bodies.
fn resolve(name: &Text, records: &Table<RecordId, Record>, cx: &mut Context<'_>) -> Read<ErrorBody> {
    if name.value == PROBLEM_DETAILS {
        return Ok(ErrorBody::ProblemDetails);
    }
    cx.refer(Declared::Type, &name.value);
    match cx.types.get(name.value.as_str()).cloned() {
        Some(Type::Record(id)) => {
            check_optional(name, &records[id], cx);
            Ok(ErrorBody::Record(id))
        }
        Some(Type::Foreign) => cx.broken().map_or(Ok(ErrorBody::Unknown), Err),
        Some(_) | None if cx.spec.types.broken().is_some() => cx.broken().map_or(Ok(ErrorBody::Unknown), Err),
        Some(_) | None => {
            cx.dangle(Declared::Type);
            let known: Vec<&str> = records.iter().map(|record| &*record.ident).chain([PROBLEM_DETAILS]).collect();
            Err(cx.report_unknown(Code::ERROR_BODY, "type", name, &known, "the bodies of errors are"))
        }
    }
}

fn check_optional(name: &Text, record: &Record, cx: &mut Context<'_>) {
    if let Some(field) = record.fields.iter().find(|field| !field.optional) {
        let message = format!(
            "`{}` of `{}` is not optional, and an error may come from a gateway that does not send it",
            field.wire, name.value
        );
        let help = format!("make every field of `{}` `optional`", name.value);
        cx.report(Code::ERROR_BODY, name.at, message, help);
    }
}

/// Returns the fields that a condition can test.
pub(super) fn fields(body: &ErrorBody, records: &Table<RecordId, Record>) -> Vec<Field> {
    match body {
        ErrorBody::Unknown => Vec::new(),
        ErrorBody::ProblemDetails => problem_details(),
        ErrorBody::Record(id) => records[*id].fields.clone(),
    }
}

/// Returns the members that RFC 9457 §3.1 defines.
fn problem_details() -> Vec<Field> {
    let texts = ["type", "title", "detail", "instance"].map(|name| (name, Type::String));
    texts.into_iter().chain([("status", Type::Integer)]).map(|(name, ty)| member(name, ty)).collect()
}

fn member(name: &str, ty: Type) -> Field {
    let at = Spot::default();
    let mut field = Field::new(Spanned::new(name::field_ident(name), at), name, Spanned::new(ty, at));
    field.optional = true;
    field
}

/// Returns a placeholder for a field of a broken body.
pub(super) fn unknown_field(name: &Text) -> Field {
    field::stand_in(name)
}
