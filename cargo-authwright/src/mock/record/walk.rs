//! Which places of a reply the fields of a record read.

use auth_codegen::model::{Field, Item, MemberPath, Origin, Scalar};
use serde_json::Value as Json;

/// A place that is read, seen from somewhere on the way to it.
#[derive(Clone, Debug)]
pub(super) struct Claim<'f> {
    /// What is left of the path.
    rest: Vec<String>,
    /// What is there.
    pub(super) leaf: Leaf<'f>,
    /// The item of a list in which it is, if the rest ends at that list.
    item: Option<Item>,
}

/// What is read at a place.
#[derive(Clone, Debug)]
pub(super) enum Leaf<'f> {
    /// The value of a field.
    Field(&'f Field),
    /// A value of the spec, which tells an item of a list from others.
    Kept,
}

/// Returns the places in the body that a field reads.
pub(super) fn claims(field: &Field) -> Vec<Claim<'_>> {
    let of = |origin: Origin| match origin {
        Origin::Body(path) => Some(Claim { rest: path.segments().to_vec(), leaf: Leaf::Field(field), item: None }),
        Origin::Item(item) => {
            Some(Claim { rest: item.list.segments().to_vec(), leaf: Leaf::Field(field), item: Some(item) })
        }
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => None,
    };
    field.origins().into_iter().filter_map(of).collect()
}

impl Claim<'_> {
    /// Whether the place is here.
    pub(super) fn ends(&self) -> bool {
        self.rest.is_empty() && self.item.is_none()
    }

    /// Whether it goes on with the index of an item.
    pub(super) fn is_by_index(&self) -> bool {
        self.rest.first().is_some_and(|first| first.parse::<usize>().is_ok())
    }

    /// Returns the place seen from a member.
    pub(super) fn below(&self, name: &str) -> Option<Self> {
        let (first, rest) = self.rest.split_first()?;
        (first == name).then(|| Self { rest: rest.to_vec(), ..self.clone() })
    }

    /// Returns the place seen from an item of a list, with the values that tell the item from others.
    pub(super) fn in_item(&self, index: usize, json: &Json) -> Vec<Self> {
        match &self.item {
            Some(item) if self.rest.is_empty() && is_meant(item, json) => {
                let field = Self { rest: item.field.segments().to_vec(), leaf: self.leaf.clone(), item: None };
                let kept = item.wanted.iter().map(|(path, _)| Self {
                    rest: path.segments().to_vec(),
                    leaf: Leaf::Kept,
                    item: None,
                });
                [field].into_iter().chain(kept).collect()
            }
            Some(_) | None => self.below(&index.to_string()).into_iter().collect(),
        }
    }
}

fn is_meant(item: &Item, json: &Json) -> bool {
    let is = |(path, wanted): &(MemberPath, Scalar)| {
        let found = path.segments().iter().try_fold(json, |json, name| json.get(name));
        found.is_some_and(|found| found.as_str().map_or_else(|| found.to_string(), str::to_owned) == wanted.as_text())
    };
    item.wanted.iter().all(is)
}
