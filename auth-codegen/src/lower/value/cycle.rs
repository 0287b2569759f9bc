//! Types that contain themselves.
//!
//! In Rust, a list or map of the type itself is possible, and so is an optional member behind a pointer. A required
//! member would make the type infinite.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use auth_language::id::Table;
use auth_language::problem::Code;

use crate::lower::context::Context;
use crate::model::{Field, Record, RecordId, Type};
use crate::read::Text;

type Edges = HashMap<RecordId, Vec<RecordId>>;

/// Checks that no record contains itself. `names` are the positions of the records' declarations.
pub(in crate::lower) fn check(records: &mut Table<RecordId, Record>, names: &[&Text], cx: &mut Context<'_>) {
    let must_hold = edges(records, |field| !field.optional);
    let endless = without_end(&must_hold);
    let circles = Circles::of(&must_hold);
    let is_endless = |id: RecordId| endless.contains(&id) && circles.contain(id);
    for (id, name) in records.ids().zip(names).filter(|(id, _)| is_endless(*id)).collect::<Vec<_>>() {
        let help = "make a member on the way `optional`, or a list";
        cx.report(Code::RECURSIVE, name.at, format!("recursive type `{}` has no end", name.value), help);
        // No example could have such a member.
        for field in &mut records[id].fields {
            field.optional |= held(field).is_some_and(|inner| endless.contains(&inner));
        }
    }
    let may_hold = edges(records, |_| true);
    let circles = Circles::of(&may_hold);
    for id in without_end(&may_hold) {
        for field in records[id].fields.iter_mut().filter(|field| field.optional) {
            field.boxed = held(field).is_some_and(|inner| circles.join(id, inner));
        }
    }
}

/// Returns the records that each record contains directly, not in a list or map.
fn edges(records: &Table<RecordId, Record>, counts: impl Fn(&Field) -> bool) -> Edges {
    let held = |record: &Record| record.fields.iter().filter(|field| counts(field)).filter_map(held).collect();
    records.with_ids().map(|(id, record)| (id, held(record))).collect()
}

fn held(field: &Field) -> Option<RecordId> {
    match field.ty.value {
        Type::Record(id) => Some(id),
        _ => None,
    }
}

/// Returns the records that contain themselves, or a record that does: all that remain when records with only finite
/// parts are removed.
fn without_end(edges: &Edges) -> HashSet<RecordId> {
    let mut waiting: HashMap<RecordId, usize> = edges.iter().map(|(id, inner)| (*id, inner.len())).collect();
    let mut holders: HashMap<RecordId, Vec<RecordId>> = HashMap::new();
    for (id, inner) in edges.iter().flat_map(|(id, inner)| inner.iter().map(move |inner| (id, inner))) {
        holders.entry(*inner).or_default().push(*id);
    }
    let mut ended: Vec<RecordId> = edges.iter().filter(|(_, inner)| inner.is_empty()).map(|(id, _)| *id).collect();
    while let Some(id) = ended.pop() {
        for holder in holders.get(&id).into_iter().flatten() {
            let Some(count) = waiting.get_mut(holder) else { continue };
            *count -= 1;
            if *count == 0 {
                ended.push(*holder);
            }
        }
    }
    waiting.into_iter().filter(|(_, count)| *count > 0).map(|(id, _)| id).collect()
}

/// The circles of records, each of which contains all others of its circle: the strongly connected components, by the
/// algorithm of Kosaraju and Sharir.
struct Circles<'e> {
    edges: &'e Edges,
    /// The number of each record's circle, which may be the record alone.
    of: HashMap<RecordId, usize>,
    sizes: Vec<usize>,
}

impl<'e> Circles<'e> {
    fn of(edges: &'e Edges) -> Self {
        let mut back: Edges = HashMap::new();
        for (id, inner) in edges.iter().flat_map(|(id, inner)| inner.iter().map(move |inner| (id, inner))) {
            back.entry(*inner).or_default().push(*id);
        }
        let mut circles = Self { edges, of: HashMap::new(), sizes: Vec::new() };
        for start in in_order_of_end(edges).into_iter().rev() {
            let number = circles.sizes.len();
            let (mut open, mut size) = (vec![start], 0);
            while let Some(id) = open.pop() {
                if let Entry::Vacant(place) = circles.of.entry(id) {
                    place.insert(number);
                    size += 1;
                    open.extend(back.get(&id).into_iter().flatten());
                }
            }
            circles.sizes.push(size);
        }
        circles
    }

    /// Whether a record contains itself, directly or through others.
    fn contain(&self, id: RecordId) -> bool {
        self.sizes[self.of[&id]] > 1 || self.edges[&id].contains(&id)
    }

    /// Whether two records contain each other.
    fn join(&self, one: RecordId, other: RecordId) -> bool {
        self.of[&one] == self.of[&other]
    }
}

/// Returns the records in the order in which a search through what they contain ends with them.
fn in_order_of_end(edges: &Edges) -> Vec<RecordId> {
    let (mut seen, mut ended) = (HashSet::new(), Vec::new());
    for start in edges.keys() {
        let mut open = vec![(*start, false)];
        while let Some((id, is_over)) = open.pop() {
            if is_over {
                ended.push(id);
            } else if seen.insert(id) {
                open.push((id, true));
                open.extend(edges[&id].iter().map(|inner| (*inner, false)));
            }
        }
    }
    ended
}
