//! Finds names of members that all examples write in another way than the type: one slip in the type, and not one in each.

use auth_language::id::Table;
use auth_language::problem::{Code, Help};
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::value::{MemberPath, Origin, Type};
use serde_json::Value as Json;

use crate::lower::context::Context;
use crate::lower::value::field::is_open;
use crate::model::{Field, Provider, Record, RecordId, Returns};
use crate::read::Spec;
use crate::text::Spot;

/// At least as many examples must agree.
const LEAST: usize = 2;

/// Reports each member whose name is in no example of its type, while all have one that is nearly the same. What reads it is
/// opened, so that the examples are not reported, too.
pub(super) fn check(provider: &mut Provider, cx: &mut Context<'_>) {
    let replies = replies(provider, cx.spec);
    let ids: Vec<RecordId> = provider.records.ids().collect();
    for id in ids {
        let bodies: Vec<&Json> = replies.iter().filter(|(of, _)| *of == id).map(|(_, body)| body).collect();
        if bodies.len() >= LEAST && bodies.iter().all(|body| body.is_object()) {
            check_record(&mut provider.records, id, &bodies, cx);
        }
    }
}

/// Returns the replies in the examples of endpoints that answer one type.
fn replies(provider: &Provider, spec: &Spec) -> Vec<(RecordId, Json)> {
    let mut found = Vec::new();
    for (named, endpoint) in spec.endpoints.iter().zip(&provider.endpoints) {
        let (Ok(spec), Some(call)) = (&named.value, endpoint.http()) else { continue };
        let Returns::Type(Type::Record(id)) = &call.returns else { continue };
        let examples = spec.examples.iter().flatten().flatten().flatten();
        let replies = examples.filter_map(|example| example.response.as_ref()?.as_ref().ok());
        found.extend(replies.map(|node| (*id, node.to_json())));
    }
    found
}

fn check_record(records: &mut Table<RecordId, Record>, id: RecordId, bodies: &[&Json], cx: &mut Context<'_>) {
    let mut heads: Vec<String> = records[id].fields.iter().flat_map(heads_of).map(|(head, _)| head).collect();
    heads.extend(records[id].fields.iter().filter(|field| is_open(field)).map(|field| field.wire.clone()));
    let has = |name: &str| bodies.iter().any(|body| body.get(name).is_some());
    let spare = |name: &&String| !heads.contains(name) && bodies.iter().all(|body| body.get(name.as_str()).is_some());
    let members: Vec<&String> =
        bodies[0].as_object().into_iter().flatten().map(|(name, _)| name).filter(spare).collect();
    let members: Vec<&str> = members.into_iter().map(String::as_str).collect();
    for field in records[id].fields.iter_mut().filter(|field| !is_open(field)) {
        let own = heads_of(field);
        if own.iter().any(|(head, _)| has(head)) {
            continue;
        }
        let Some(((head, at), near)) = own.iter().find_map(|own| Some((own, suggest::nearest(&own.0, &members)?)))
        else {
            continue;
        };
        report(field, head, (*at, near), cx);
        field.ty.value = Type::Foreign;
        field.optional = true;
        field.at = vec![Spanned::new(Origin::Body(MemberPath::whole()), *at)];
    }
}

/// Returns the members of a body from which a field is read, or in which the value is.
fn heads_of(field: &Field) -> Vec<(String, Spot)> {
    if field.at.is_empty() {
        return vec![(field.wire.clone(), field.ident.at)];
    }
    let first = |origin: &Spanned<Origin, Spot>| match &origin.value {
        Origin::Body(path) => Some((path.segments().first()?.clone(), origin.at)),
        Origin::Item(item) => Some((item.list.segments().first()?.clone(), origin.at)),
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    };
    field.at.iter().filter_map(first).collect()
}

fn report(field: &Field, head: &str, (at, near): (Spot, &str), cx: &mut Context<'_>) {
    let path = field.at.iter().find(|origin| origin.at == at).and_then(|origin| match &origin.value {
        Origin::Body(path) => Some(path.to_string()),
        Origin::Item(_) | Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    });
    let text = match (&path, field.at.is_empty()) {
        (Some(path), _) => path.replacen(head, near, 1),
        (None, true) => near.to_owned(),
        (None, false) => String::new(),
    };
    let advice = format!("did you mean `{}`?", if text.is_empty() { near } else { &text });
    let help = if text.is_empty() { Help::Prose(advice) } else { Help::Edit { at, text, advice } };
    let message = format!("no example has a member `{head}`, and all have `{near}`");
    cx.report(Code::MEMBER_PATH, at, message, help);
}
