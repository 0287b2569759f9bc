//! A type that contains itself would have no end, in memory or in a reply made to exhaust the reader.

use std::collections::{HashMap, HashSet};

use auth_language::id::Table;
use auth_language::problem::Code;

use crate::lower::context::{Context, record_of};
use crate::model::{Record, RecordId};
use crate::read::Text;

type Edges = HashMap<RecordId, Vec<RecordId>>;

/// `names` are where the records are declared.
pub(in crate::lower) fn check(records: &Table<RecordId, Record>, names: &[&Text], cx: &mut Context<'_>) {
    let edges: Edges = records.with_ids().map(|(id, record)| (id, held_by(record))).collect();
    let endless: HashSet<RecordId> = without_end(&edges).into_iter().filter(|id| reaches(&edges, *id)).collect();
    for (id, name) in records.ids().zip(names).filter(|(id, _)| endless.contains(id)) {
        let _ = id;
        cx.report(Code::RECURSIVE, name.at, format!("`{}` contains itself", name.value), "make the inner one `json`");
    }
}

fn held_by(record: &Record) -> Vec<RecordId> {
    record.fields.iter().filter_map(|field| record_of(&field.ty.value)).collect()
}

/// What holds only types that end ends itself; this is what remains.
fn without_end(edges: &Edges) -> Vec<RecordId> {
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

fn reaches(edges: &Edges, start: RecordId) -> bool {
    let mut seen: HashSet<RecordId> = HashSet::new();
    let mut open: Vec<RecordId> = edges.get(&start).cloned().unwrap_or_default();
    while let Some(id) = open.pop() {
        if id == start {
            return true;
        }
        if seen.insert(id) {
            open.extend(edges.get(&id).into_iter().flatten());
        }
    }
    false
}
