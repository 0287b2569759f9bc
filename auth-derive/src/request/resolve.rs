//! Converts a request to the language's model.

use auth_language::request::{Kind, Part, Place, Request};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, NameKind, Scope, ScopeEntry};
use proc_macro2::Span;

use super::answer::{Answer, Auth};
use super::call::Call;
use super::destination::Destination;
use crate::attr::item::spanned;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::expression::item::Constant;
use crate::expression::read::read_expr;
use crate::value::bearer::resolve_bearer;
use crate::value::template::{captured_name, field_name, scope, setting_name};

type Field<'a> = (Member<'a>, Destination);

/// Returns the names that the attribute can use.
pub(crate) fn scope_of(call: &Call, fields: &[Field<'_>]) -> Scope {
    let captured = call.captured.iter().map(|name| ScopeEntry::Known(captured_name(name)));
    let scope = scope(fields.iter().map(entry).chain(captured), &call.settings);
    if matches!(call.kind, Kind::Visit) { scope.of_visit() } else { scope }
}

/// Returns the request. Broken parts were reported and are left out.
pub(crate) fn resolve(
    call: &Call,
    scope: &Scope,
    basic: Vec<Part<Span>>,
    fields: &[Field<'_>],
    problems: &mut Problems,
) -> Request<Span> {
    let mut parts: Vec<Part<Span>> = Vec::new();
    for (place, constant) in &call.constants {
        parts.extend(resolve_constant(*place, constant, scope, problems));
    }
    let bearer = call.bearer.as_ref().map(|bearer| resolve_bearer(bearer, scope, problems));
    let is_whole = !matches!(bearer, Some(None));
    let has_all = call.is_sound && is_whole && parts.len() == call.constants.len();
    parts.extend(bearer.flatten());
    parts.extend(basic);
    parts.extend(settings_of_the_path(call));
    parts.extend(fields.iter().filter_map(|field| resolve_field(field, call)));
    let sound = fields.iter().filter(|(_, destination)| match destination {
        Destination::Part(..) => true,
        // The broken template may be the one that uses the field.
        Destination::Input => has_all,
        Destination::Broken => false,
    });
    Request {
        kind: call.kind.clone(),
        path: call.path.template.clone(),
        content: call.content,
        attached: call.attached.iter().map(spanned).collect(),
        raw: call.raw.iter().map(|(place, name)| (*place, spanned(name))).collect(),
        is_protected: matches!(&call.answer, Answer::Response { auth, .. } if !matches!(auth, Auth::Open)),
        fields: sound.map(|(member, _)| member.field.clone()).collect(),
        parts,
        computed: Vec::new(),
    }
}

fn entry((member, destination): &Field<'_>) -> ScopeEntry {
    match destination {
        Destination::Part(..) | Destination::Input => ScopeEntry::Known(field_name(member, NameKind::Field)),
        Destination::Broken => ScopeEntry::Broken(member.wire().to_owned()),
    }
}

fn resolve_constant(place: Place, constant: &Constant, scope: &Scope, problems: &mut Problems) -> Option<Part<Span>> {
    let value = read_expr(&constant.value, scope, problems)?;
    Some(Part { place, name: spanned(&constant.name), value, at: constant.value.span() })
}

/// Returns a part for each setting in the path, because settings have no fields.
fn settings_of_the_path(call: &Call) -> impl Iterator<Item = Part<Span>> {
    let names: Vec<&str> = call.path.template.value.names().collect();
    let settings = call.settings.iter().map(|setting| (setting, setting_name(setting)));
    let captured = call.captured.iter().map(|captured| (captured, captured_name(captured)));
    let known = settings.chain(captured).filter(move |(known, _)| names.iter().any(|name| *known == name));
    known.map(|(setting, name)| {
        let wire = Spanned::new(name.name.clone(), setting.span());
        Part { place: Place::Path, name: wire, value: Expr::Name(name), at: setting.span() }
    })
}

/// Returns the part of a field. A broken field counts as part of the path if it is named there.
fn resolve_field((member, destination): &Field<'_>, call: &Call) -> Option<Part<Span>> {
    let (value, at) = (Expr::Name(field_name(member, NameKind::Field)), member.ident.span());
    let (place, name) = match destination {
        Destination::Part(place, name) => (*place, name.clone()),
        Destination::Input => return None,
        Destination::Broken => {
            let is_in_path = call.path.template.value.names().any(|name| name == member.wire());
            is_in_path.then(|| (Place::Path, Spanned::new(member.wire().to_owned(), at)))?
        }
    };
    Some(Part { place, name, value, at })
}
