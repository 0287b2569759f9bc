//! Replaces values by made-up ones, by the types of the spec.

use std::collections::BTreeSet;

use auth_codegen::model::{Field, Provider, RecordId, Type};
use serde_json::{Map, Value as Json, json};

use super::made_up::MadeUp;
use super::shape::shape;
use super::walk::{self, Claim, Leaf};

/// How many items a list of a reply has at most.
const ITEMS: usize = 3;
/// How deep values without a type are nested at most.
const DEEPEST: usize = 64;

/// Replaces the values of one exchange.
pub(super) struct Typed<'r> {
    provider: &'r Provider,
    made: &'r mut MadeUp,
    /// The paths of members that no field reads.
    undeclared: BTreeSet<String>,
    /// Whether long lists are shortened: those of a reply are, those of a request may not be.
    shortens: bool,
}

impl<'r> Typed<'r> {
    pub(super) fn new(provider: &'r Provider, made: &'r mut MadeUp) -> Self {
        Self { provider, made, undeclared: BTreeSet::new(), shortens: false }
    }

    pub(super) fn provider(&self) -> &'r Provider {
        self.provider
    }

    pub(super) fn undeclared(self) -> BTreeSet<String> {
        self.undeclared
    }

    /// Replaces the body of a reply, and shortens its lists.
    pub(super) fn reply(&mut self, ty: &Type, json: &Json) -> Json {
        self.shortens = true;
        self.value("value", ty, json)
    }

    /// Returns the items of a list, or the first ones of each shape, so that an example remains one.
    fn some<'j>(&self, items: &'j [Json]) -> Vec<&'j Json> {
        if !self.shortens || items.len() <= ITEMS {
            return items.iter().collect();
        }
        let mut seen = BTreeSet::new();
        items.iter().filter(|json| seen.insert(shape(json))).take(ITEMS).collect()
    }

    /// Returns a text that looks like this one.
    pub(super) fn alike(&mut self, text: &str) -> String {
        self.made.alike(text)
    }

    /// Replaces the value of a field.
    pub(super) fn given(&mut self, field: &Field, json: &Json) -> Json {
        let is_never = |json: &Json| {
            let texts = field.never.iter().flat_map(|never| &never.value).map(|known| known.value.as_text());
            let found = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            texts.into_iter().any(|text| text == found)
        };
        let separator = field.separator.as_ref().map(|separator| separator.value.as_str());
        match (&field.ty.value, separator, json) {
            _ if field.never.is_some() && is_never(json) => json.clone(),
            (Type::List(item), Some(separator), Json::String(text)) => {
                let parts = text.split(separator).filter(|part| !part.is_empty());
                let parts: Vec<Json> = parts.map(|part| self.value(&field.wire, item, &Json::from(part))).collect();
                Json::from(joined(&parts, separator))
            }
            (Type::List(item), Some(separator), Json::Array(items)) => {
                let parts: Vec<Json> = items.iter().map(|part| self.value(&field.wire, item, part)).collect();
                Json::from(joined(&parts, separator))
            }
            (ty, _, json) => self.value(&field.wire, ty, json),
        }
    }

    /// Replaces a value of a type. A value of another kind is replaced as if it had no type, so that nothing real remains.
    pub(super) fn value(&mut self, name: &str, ty: &Type, json: &Json) -> Json {
        match (ty, json) {
            (Type::List(item), Json::Array(items)) => {
                self.some(items).into_iter().map(|json| self.value(name, item, json)).collect()
            }
            (Type::Map(item), Json::Object(members)) => {
                let members = members.iter().map(|(key, json)| (self.made.map_key(key), self.value(name, item, json)));
                Json::Object(members.collect())
            }
            (Type::Record(id), Json::Object(_) | Json::Array(_)) => self.record(*id, json),
            (Type::Record(id), json) if is_whole(&self.provider.records[*id].fields) => self.record(*id, json),
            (Type::Json | Type::Foreign | Type::List(_) | Type::Map(_) | Type::Record(_), json) => {
                self.untyped(name, json, 0)
            }
            (Type::Choice(id), Json::String(text)) => {
                let is_known = self.provider.choices[*id].values.iter().any(|value| value.wire == *text);
                if is_known { json.clone() } else { Json::from(self.made.alike(text)) }
            }
            (Type::Upload, Json::Object(file)) => {
                // Its members are those of the language.
                let file = file.iter().map(|(key, json)| (key.clone(), self.untyped(key, json, 0)));
                Json::Object(file.collect())
            }
            (ty, json) => self.made.scalar(name, ty, json),
        }
    }

    fn record(&mut self, id: RecordId, json: &Json) -> Json {
        let provider = self.provider;
        let fields = &provider.records[id].fields;
        let claims: Vec<Claim<'_>> = fields.iter().flat_map(walk::claims).collect();
        self.claimed(&claims, json, &mut Vec::new()).unwrap_or_else(|| json!({}))
    }

    /// Replaces what fields read, and leaves out everything else. `None` if nothing here is read.
    fn claimed(&mut self, claims: &[Claim<'r>], json: &Json, path: &mut Vec<String>) -> Option<Json> {
        let ends = claims.iter().find(|claim| claim.ends());
        let is_way = claims.iter().any(|claim| !claim.ends());
        match (ends.map(|claim| &claim.leaf), json) {
            (None, _) if claims.is_empty() => {
                self.undeclared.insert(path.join("."));
                None
            }
            (_, Json::Null) => None,
            (Some(Leaf::Field(field)), json) if !(is_way && json.is_object()) => Some(self.given(field, json)),
            (Some(Leaf::Kept), json) => Some(json.clone()),
            (_, Json::Object(members)) => {
                let mut kept = Map::new();
                for (name, json) in members {
                    let below: Vec<Claim<'r>> = claims.iter().filter_map(|claim| claim.below(name)).collect();
                    path.push(name.clone());
                    if let Some(made) = self.claimed(&below, json, path) {
                        kept.insert(name.clone(), made);
                    }
                    path.pop();
                }
                Some(Json::Object(kept))
            }
            (_, Json::Array(items)) => Some(self.items(claims, items, path)),
            _ => None,
        }
    }

    fn items(&mut self, claims: &[Claim<'r>], items: &[Json], path: &mut Vec<String>) -> Json {
        let mut kept: Vec<Json> = Vec::new();
        let by_index = claims.iter().any(Claim::is_by_index);
        for (index, json) in items.iter().enumerate() {
            let below: Vec<Claim<'r>> = claims.iter().flat_map(|claim| claim.in_item(index, json)).collect();
            let made = if below.is_empty() { None } else { self.claimed(&below, json, path) };
            match made {
                Some(made) => kept.push(made),
                None if by_index => kept.push(Json::Null),
                None => {}
            }
        }
        while by_index && kept.last() == Some(&Json::Null) {
            kept.pop();
        }
        Json::Array(kept)
    }

    /// Replaces a value without a type: secrets by their names and their look, all other texts by their look.
    pub(super) fn untyped(&mut self, name: &str, json: &Json, depth: usize) -> Json {
        match json {
            _ if depth > DEEPEST => Json::Null,
            Json::Array(items) => {
                self.some(items).into_iter().map(|json| self.untyped(name, json, depth + 1)).collect()
            }
            Json::Object(members) => {
                let members = members.iter().map(|(key, json)| {
                    let key = self.made.key(key);
                    let made = self.untyped(&key, json, depth + 1);
                    (key, made)
                });
                Json::Object(members.collect())
            }
            Json::String(_) => self.made.scalar(name, &Type::String, json),
            Json::Number(_) => self.made.scalar(name, &Type::Number, json),
            Json::Null | Json::Bool(_) => json.clone(),
        }
    }

    /// Replaces the parameters of a callback. Without a type of their own, only the authorization code is kept.
    pub(super) fn callback(&mut self, record: Option<RecordId>, json: &Json) -> Json {
        match record {
            Some(id) => self.record(id, json),
            None => {
                let code = json.get("code").cloned().unwrap_or_default();
                json!({ "code": self.made.scalar("code", &Type::Secret, &code) })
            }
        }
    }
}

/// Whether a field is the whole reply, which need not be an object.
fn is_whole(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.at.iter().any(|origin| origin.value.is_in_any()))
}

fn joined(parts: &[Json], separator: &str) -> String {
    let texts = parts.iter().map(|json| json.as_str().map_or_else(|| json.to_string(), str::to_owned));
    texts.collect::<Vec<_>>().join(separator)
}
