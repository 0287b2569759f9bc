//! Lowers what an endpoint returns on success.

mod found;
mod one_of;
mod taken;

use auth_language::error::{check_reply_statuses, check_said_success, check_success_statuses};
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::{Code, Dialect, Help, Problems};
use auth_language::spanned::Spanned;
use auth_language::value::Type;
use auth_language::word::ReplyEncoding;

use crate::lower::context::{Context, record_of};
use crate::lower::error::{Conditions, lower_conditions};
use crate::lower::value::types;
use crate::model::{Field, Record, RecordId, Returns};
use crate::read::{
    AlternativeSpec, EndpointSpec, Entries, Read, ReturnedSpec, Several, TestSpec, Text, TypeExpr, are_several,
};
use crate::text::Spot;
use found::Found;
pub(super) use taken::check_own_errors;

/// Returns the placeholder for a broken reply, which accepts everything.
pub(super) fn stand_in() -> Returns {
    Returns::Type(Type::Foreign)
}

/// Returns the statuses, and the reply: one type, or an enum of several.
pub(super) fn lower(
    name: &Text,
    spec: &EndpointSpec,
    encoding: Read<ReplyEncoding>,
    records: &Table<RecordId, Record>,
    cx: &mut Context<'_>,
) -> (Vec<u16>, Returns) {
    // A page that a browser visits returns nothing.
    let may_be_visit = spec.method.is_err() && spec.may_be_visit();
    if spec.returns.is_empty() && !may_be_visit {
        let message = format!("`{}` does not say what it `returns`", name.value);
        let help = "add `returns: { 200: TYPE }`; `nothing` and `json` are types too";
        cx.report(Code::RETURNS, name.at, message, help);
    }
    let is_broken = spec.returns.broken().is_some() || encoding.is_err();
    let encoding = encoding.unwrap_or(ReplyEncoding::Json);
    let mut lower = Lower { records, encoding, found: Vec::new(), statuses: Vec::new(), is_broken };
    for named in spec.returns.iter() {
        lower.entry(&named.name, &named.value, cx);
    }
    let returns = lower.returns(name, spec, cx);
    let statuses = if lower.statuses.is_empty() { vec![200] } else { lower.statuses };
    (statuses, returns)
}

fn check_statuses(key: &Text, returned: &Read<ReturnedSpec>, cx: &mut Context<'_>) -> Vec<Spanned<u16, Spot>> {
    let statuses = match returned {
        Ok(ReturnedSpec::Type(_)) => check_success_statuses(key, cx.problems()),
        Ok(ReturnedSpec::Success(_) | ReturnedSpec::OneOf(_)) => check_reply_statuses(key, cx.problems()),
        // The status of what is no type at all may be no status either.
        Err(_) => check_success_statuses(key, &mut Problems::new(Dialect::Yaml)),
    };
    let statuses = statuses.unwrap_or_default();
    if matches!(returned, Ok(ReturnedSpec::Success(_))) {
        check_said_success(&statuses, cx.problems());
    }
    statuses
}

fn single(found: &Found, optional: bool) -> Returns {
    match &found.body {
        None if found.is_bytes => Returns::Bytes,
        None => Returns::Nothing,
        Some(ty) if optional => Returns::Optional(ty.clone()),
        Some(ty) => Returns::Type(ty.clone()),
    }
}

struct Lower<'l> {
    records: &'l Table<RecordId, Record>,
    encoding: ReplyEncoding,
    found: Vec<Found>,
    statuses: Vec<u16>,
    is_broken: bool,
}

impl Lower<'_> {
    fn entry(&mut self, key: &Text, returned: &Read<ReturnedSpec>, cx: &mut Context<'_>) {
        let statuses = check_statuses(key, returned, cx);
        for status in &statuses {
            self.add_status(*status, cx);
        }
        match returned {
            Ok(ReturnedSpec::Type(expr) | ReturnedSpec::Success(expr)) => self.reply(&statuses, expr, None, cx),
            Ok(ReturnedSpec::OneOf(alternatives)) => {
                for alternative in alternatives {
                    self.alternative(&statuses, alternative, cx);
                }
            }
            Err(_) => self.is_broken = true,
        }
    }

    fn add_status(&mut self, status: Spanned<u16, Spot>, cx: &mut Context<'_>) {
        if self.statuses.contains(&status.value) {
            let message = format!("status {} is listed twice", status.value);
            let help = "say at one place what a status returns: `one_of` takes several types";
            cx.report(Code::STATUS, status.at, message, help);
            self.is_broken = true;
        }
        self.statuses.push(status.value);
    }

    fn alternative(
        &mut self,
        statuses: &[Spanned<u16, Spot>],
        alternative: &Read<AlternativeSpec>,
        cx: &mut Context<'_>,
    ) {
        match alternative {
            Ok(AlternativeSpec { ty: Ok(expr), when }) => self.reply(statuses, expr, Some(when), cx),
            Ok(AlternativeSpec { ty: Err(_), .. }) | Err(_) => self.is_broken = true,
        }
    }

    fn reply(
        &mut self,
        statuses: &[Spanned<u16, Spot>],
        expr: &Spanned<TypeExpr, Spot>,
        when: Option<&Entries<TestSpec>>,
        cx: &mut Context<'_>,
    ) {
        let is_bytes = self.is_bytes(expr, cx);
        let body = if is_bytes { None } else { lower_type(expr, cx) };
        let conditions = when.map(|when| self.conditions(when, expr, body.as_ref(), cx)).unwrap_or_default();
        self.is_broken |= conditions.broken.is_some();
        let (statuses, name) = (statuses.to_vec(), Spanned::new(variant(&expr.value), expr.at));
        let optional = expr.value.optional;
        self.found.push(Found { statuses, name, body, is_bytes, optional, when: conditions.conditions });
    }

    /// Whether a reply is `bytes`, after checking that this agrees with the encoding.
    fn is_bytes(&mut self, expr: &Spanned<TypeExpr, Spot>, cx: &mut Context<'_>) -> bool {
        let is_bytes = expr.value.name == "bytes" && expr.value.several.is_empty();
        match (is_bytes, self.encoding) {
            (true, ReplyEncoding::Bytes) => {}
            (true, _) => {
                let help = "add `response: bytes`";
                cx.report(Code::RETURNS, expr.at, "a reply is read as JSON unless the endpoint says otherwise", help);
                self.is_broken = true;
            }
            (false, ReplyEncoding::Bytes) if is_type(&expr.value, cx) => {
                let help = "return `bytes` or `nothing`, or say how the reply is encoded";
                cx.report(Code::RETURNS, expr.at, "`response: bytes` keeps the reply as it is", help);
                self.is_broken = true;
            }
            (false, _) => {}
        }
        is_bytes
    }

    /// Returns the reply of all entries.
    fn returns(&self, endpoint: &Text, spec: &EndpointSpec, cx: &mut Context<'_>) -> Returns {
        match self.found.as_slice() {
            _ if self.is_broken => stand_in(),
            [] => stand_in(),
            [first, ..] if !are_several(&spec.returns) => single(first, self.found.iter().any(|found| found.optional)),
            found if found.iter().any(|found| found.statuses.is_empty()) => stand_in(),
            found => one_of::lower(&endpoint.value, found, cx),
        }
    }

    /// Lowers the conditions of `when`, which test fields of the reply's own type.
    fn conditions(
        &self,
        when: &Entries<TestSpec>,
        expr: &Spanned<TypeExpr, Spot>,
        body: Option<&Type>,
        cx: &mut Context<'_>,
    ) -> Conditions {
        let record = body.filter(|ty| !ty.is_list()).and_then(record_of);
        let is_open = body.is_some_and(|ty| *ty.item() == Type::Foreign);
        if let (None, false, Some(first)) = (record, is_open, when.names().next()) {
            let message = format!("`{}` has no fields to look at", expr.value.name);
            let help = "declare its body under `types`, with the field that tells it apart";
            let broken = cx.report(Code::CONDITION, first.at, message, help);
            return Conditions { conditions: Vec::new(), broken: Some(broken) };
        }
        lower_conditions(when, &self.fields_of(record, cx), cx)
    }

    /// Returns the fields of a record that are in the body. Those of a broken type are unknown.
    fn fields_of(&self, record: Option<RecordId>, cx: &Context<'_>) -> Read<Vec<Field>> {
        match (record, cx.broken()) {
            (Some(id), _) => {
                let in_body = self.records[id].fields.iter().filter(|field| !field.paths().is_empty());
                Ok(in_body.cloned().collect())
            }
            (None, Some(broken)) => Err(broken),
            (None, None) => Ok(Vec::new()),
        }
    }
}

/// Resolves the type of a body; `None` for `nothing`.
fn lower_type(expr: &Spanned<TypeExpr, Spot>, cx: &mut Context<'_>) -> Option<Type> {
    let TypeExpr { optional, several, name } = &expr.value;
    if ["none", "null", "empty", "void", "None"].contains(&name.as_str()) && several.is_empty() {
        let (at, text) = (expr.at, "nothing".to_owned());
        let help = Help::Edit { at, text, advice: "a reply without a body is `nothing`".to_owned() };
        cx.report(Code::TYPE, at, format!("there is no type `{name}`"), help);
        return Some(Type::Foreign);
    }
    if name != "nothing" || !several.is_empty() {
        return Some(types::resolve(expr, cx));
    }
    if *optional {
        cx.report(Code::RETURNS, expr.at, "`nothing` is never present, so it cannot be optional", "write `nothing`");
    }
    None
}

/// Whether there is such a type, other than `nothing`.
fn is_type(expr: &TypeExpr, cx: &Context<'_>) -> bool {
    let TypeExpr { optional: _, several, name } = expr;
    !several.is_empty() || Type::builtin(name).is_some() || cx.types.contains_key(name.as_str())
}

/// Returns the variant name of a reply: its type in words.
fn variant(expr: &TypeExpr) -> String {
    let several = expr.several.iter().map(|several| match several {
        Several::List => "ListOf",
        Several::Map => "MapOf",
    });
    format!("{}{}", several.collect::<String>(), name::type_ident(&expr.name))
}
