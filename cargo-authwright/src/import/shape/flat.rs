//! Members of nested objects as fields of one record: `code` at `error.code`.

use serde_json::Value as Json;

use crate::import::draft::Field;
use crate::import::draft::Ty;
use crate::import::guess::{name, scalar};

/// How deep members are looked for.
const DEEPEST: usize = 4;

/// A member and its samples: one for each object, absent ones included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leaf {
    /// Names and indices, joined by dots.
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) samples: Vec<Option<Json>>,
}

impl Leaf {
    pub(crate) fn known(&self) -> Vec<&Json> {
        self.samples.iter().flatten().filter(|json| !json.is_null()).collect()
    }

    pub(crate) fn is_everywhere(&self) -> bool {
        self.samples.iter().all(|sample| sample.as_ref().is_some_and(|json| !json.is_null()))
    }

    /// Returns the field, with `at` where it is not at its own name.
    pub(crate) fn field(&self) -> Field {
        let known = self.known();
        let ty = match known.first() {
            Some(json) if json.is_array() => Ty::list(items(&self.name, &known)),
            Some(_) | None => scalar::ty(&self.name, &known).unwrap_or(Ty::JSON),
        };
        let at = if self.path == self.name { Vec::new() } else { vec![self.path.clone()] };
        Field { at, ..Field::new(self.name.clone(), ty) }
    }
}

fn items(name: &str, lists: &[&Json]) -> Ty {
    let items: Vec<&Json> = lists.iter().filter_map(|json| json.as_array()).flatten().collect();
    scalar::ty(name, &items).unwrap_or(Ty::JSON)
}

/// Returns the leaves of objects, in the order of their first appearance, with names that differ.
pub(crate) fn leaves(objects: &[&Json]) -> Vec<Leaf> {
    leaves_of(objects, |_| true)
}

/// Returns the leaves. A nested object for which `is_open` is false is a leaf as a whole.
pub(crate) fn leaves_of(objects: &[&Json], is_open: fn(&Json) -> bool) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        let mut found = Vec::new();
        collect(object, "", 0, is_open, &mut found);
        for (path, json) in found {
            let at = leaves.iter().position(|leaf| leaf.path == path).unwrap_or_else(|| {
                leaves.push(Leaf { path: path.clone(), name: String::new(), samples: vec![None; objects.len()] });
                leaves.len() - 1
            });
            leaves[at].samples[index] = Some(json.clone());
        }
    }
    for index in 0..leaves.len() {
        leaves[index].name = unique_name(&leaves[index].path, &leaves[..index]);
    }
    leaves
}

/// The last name of the path, or more of it if another leaf has that one.
fn unique_name(path: &str, before: &[Leaf]) -> String {
    let segments: Vec<&str> = path.split('.').filter(|segment| segment.parse::<usize>().is_err()).collect();
    let candidates = (1..=segments.len()).map(|count| segments[segments.len() - count..].join("_"));
    let is_taken = |name: &str| before.iter().any(|leaf| leaf.name == name);
    let last = segments.join("_");
    candidates.into_iter().find(|name| !is_taken(name)).unwrap_or_else(|| name::unique(&last, is_taken))
}

fn collect<'j>(
    json: &'j Json,
    path: &str,
    depth: usize,
    is_open: fn(&Json) -> bool,
    found: &mut Vec<(String, &'j Json)>,
) {
    let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match json {
        Json::Object(_) if depth > 0 && !is_open(json) => found.push((path.to_owned(), json)),
        Json::Object(members)
            if depth < DEEPEST && members.keys().all(|name| is_segment(name)) && !members.is_empty() =>
        {
            for (name, json) in members {
                collect(json, &join(name), depth + 1, is_open, found);
            }
        }
        Json::Array(items) if depth < DEEPEST && items.first().is_some_and(Json::is_object) => {
            items.iter().take(1).for_each(|item| collect(item, &join("0"), depth + 1, is_open, found));
        }
        json => found.push((path.to_owned(), json)),
    }
}

/// Whether a name can be part of a path.
fn is_segment(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@$".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed) && name.parse::<usize>().is_err()
}

/// Returns the sample with one item in each list of objects, which is what the leaves show.
pub(crate) fn first_items(json: &Json) -> Json {
    match json {
        Json::Object(members) => {
            Json::Object(members.iter().map(|(name, json)| (name.clone(), first_items(json))).collect())
        }
        Json::Array(items) if items.first().is_some_and(Json::is_object) => {
            Json::Array(items.iter().take(1).map(first_items).collect())
        }
        json => json.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_and_names() {
        let one = json!({"error": {"code": "a", "details": [{"code": 1}]}, "ok": false});
        let other = json!({"error": {"code": "b"}});
        let leaves = leaves(&[&one, &other]);
        let shown: Vec<(&str, &str, bool)> =
            leaves.iter().map(|leaf| (leaf.path.as_str(), leaf.name.as_str(), leaf.is_everywhere())).collect();
        assert_eq!(
            shown,
            [("error.code", "code", true), ("error.details.0.code", "details_code", false), ("ok", "ok", false)]
        );
    }
}
