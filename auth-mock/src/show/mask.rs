//! Masks the secrets of a JSON body, which are found by the body's type.

use auth_codegen::model::{Field, MemberPath, Origin, Provider, RecordId, Type};
use serde_json::Value as Json;

/// The text that replaces a secret; it is the same in JSON, in a form and in a header.
pub(crate) const MARK: &str = "***";

/// Whether members without a field are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    Shown,
    Masked,
}

/// Whether every value of a type is a secret.
pub(crate) fn is_secret(ty: &Type) -> bool {
    ty.is_secret()
}

/// Masks the secrets in a value of a type.
pub(crate) fn mask(provider: &Provider, ty: &Type, json: &mut Json, unknown: Unknown) {
    match (ty, json) {
        (_, Json::Null) | (Type::Json, _) => {}
        (Type::Record(id), json) => mask_record(provider, *id, json, unknown),
        (Type::Map(item), Json::Object(members)) => {
            for json in members.values_mut() {
                mask(provider, item, json, unknown);
            }
        }
        (Type::List(item), Json::Array(items)) => {
            for json in items {
                mask(provider, item, json, unknown);
            }
        }
        (ty, json) if is_secret(ty) || (unknown == Unknown::Masked && is_nested(json)) => *json = MARK.into(),
        (_, _) => {}
    }
}

fn mask_record(provider: &Provider, id: RecordId, json: &mut Json, unknown: Unknown) {
    let fields: Vec<&Field> = provider.records[id].fields.iter().collect();
    if unknown == Unknown::Masked {
        mask_unknown(&fields, &[], json);
    }
    mask_fields(provider, &fields, json, unknown);
}

/// Masks the members without a field; a value that is not an object is masked as a whole.
pub(crate) fn mask_unknown(fields: &[&Field], constants: &[&str], json: &mut Json) {
    let Some(members) = json.as_object_mut() else {
        *json = MARK.into();
        return;
    };
    let is_known = |name: &str| constants.contains(&name) || fields.iter().any(|field| field.wire == name);
    members.iter_mut().filter(|(name, _)| !is_known(name)).for_each(|(_, json)| *json = MARK.into());
}

/// Masks the secrets in the fields of an object.
pub(crate) fn mask_fields(provider: &Provider, fields: &[&Field], json: &mut Json, unknown: Unknown) {
    for field in fields {
        for origin in field.origins() {
            let (list, path) = match &origin {
                Origin::Body(path) => (None, path),
                Origin::Item(item) => (Some(&item.list), &item.field),
                Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => continue,
            };
            for json in items(list, json) {
                if let Some(json) = find(path, json) {
                    mask(provider, &field.ty.value, json, unknown);
                }
            }
        }
    }
}

/// Returns the items of a list, or the value itself.
fn items<'j>(list: Option<&MemberPath>, json: &'j mut Json) -> Vec<&'j mut Json> {
    match list {
        None => vec![json],
        Some(list) => find(list, json).and_then(Json::as_array_mut).into_iter().flatten().collect(),
    }
}

fn find<'j>(path: &MemberPath, json: &'j mut Json) -> Option<&'j mut Json> {
    path.segments().iter().try_fold(json, |json, segment| match json {
        Json::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
        _ => json.get_mut(segment),
    })
}

fn is_nested(json: &Json) -> bool {
    json.is_object() || json.is_array()
}
