//! From two APIs to what changes for callers.

use std::collections::BTreeSet;

use auth_codegen::model::Provider;

use super::api::{self, Api, Entry, Kind};
use super::change::{Change, Comparison};
use super::source::Pair;
use crate::arguments::Size;

/// Compares the two versions of a spec, which are without mistakes.
pub(super) fn compare(pair: &Pair) -> Comparison {
    let sound =
        |version: &Option<Result<Provider, _>>| version.as_ref().and_then(|version| version.as_ref().ok()).cloned();
    let (provider, mut changes) = match (sound(&pair.old), sound(&pair.new)) {
        (Some(old), Some(new)) => (new.name.clone(), of_both(&old, &new)),
        (None, Some(new)) => (new.name.clone(), vec![Change::new(Size::Minor, &new.name, "is new")]),
        (Some(old), None) => (old.name.clone(), vec![Change::new(Size::Major, &old.name, "is gone")]),
        (None, None) => (String::new(), Vec::new()),
    };
    changes.sort_by(|one, other| other.size.cmp(&one.size).then_with(|| one.name.cmp(&other.name)));
    Comparison { provider, changes }
}

fn of_both(old: &Provider, new: &Provider) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.name != new.name {
        changes.push(Change::new(Size::Major, &new.name, format!("is the module that was `{}`", old.name)));
    }
    let (old, new) = (api::of(old), api::of(new));
    changes.extend(gone(&old, &new));
    changes.extend(added(&old, &new));
    changes.extend(changed(&old, &new));
    changes.extend(unseen(&old, &new, &changes));
    changes
}

/// What is no longer there. Of a type that is gone, nothing more is said.
fn gone(old: &Api, new: &Api) -> Vec<Change> {
    let gone = old.entries.iter().filter(|(name, _)| !new.entries.contains_key(*name));
    let gone = gone.filter(|(_, entry)| entry.owner.as_ref().is_none_or(|owner| new.entries.contains_key(owner)));
    gone.map(|(name, _)| Change::new(Size::Major, name, "is gone")).collect()
}

/// What is there now. Of a type that is new, nothing more is said.
fn added(old: &Api, new: &Api) -> Vec<Change> {
    let added = new.entries.iter().filter(|(name, _)| !old.entries.contains_key(*name));
    let added = added.filter(|(_, entry)| entry.owner.as_ref().is_none_or(|owner| old.entries.contains_key(owner)));
    added.map(|(name, entry)| addition(name, entry, old)).collect()
}

/// A member of a type that callers can build or match completely breaks those who do.
fn addition(name: &str, entry: &Entry, old: &Api) -> Change {
    let is_closed = entry.owner.as_ref().and_then(|owner| old.entries.get(owner)).is_some_and(|owner| !owner.is_open);
    match entry.kind {
        Kind::Field if is_closed => Change::new(Size::Major, name, "is new, and callers build its type themselves"),
        Kind::Variant if is_closed => Change::new(Size::Major, name, "is new, and callers match its type completely"),
        Kind::Required => Change::new(Size::Major, name, "is new, and callers implement its trait"),
        Kind::Type | Kind::Field | Kind::Variant | Kind::Function | Kind::Trait | Kind::Constant => {
            Change::new(Size::Minor, name, "is new")
        }
    }
}

fn changed(old: &Api, new: &Api) -> Vec<Change> {
    let both = new.entries.iter().filter_map(|(name, new)| Some((name, old.entries.get(name)?, new)));
    both.filter(|(_, old, new)| old != new).flat_map(|(name, old, new)| differences(name, old, new)).collect()
}

fn differences(name: &str, old: &Entry, new: &Entry) -> Vec<Change> {
    let mut found = Vec::new();
    if old.signature != new.signature {
        found.push(Change::new(Size::Major, name, format!("is `{}`, and was `{}`", new.signature, old.signature)));
    }
    if old.signature == new.signature && is_reordered(&old.arguments, &new.arguments) {
        let (now, before) = (new.arguments.join("`, `"), old.arguments.join("`, `"));
        found.push(Change::new(Size::Major, name, format!("takes `{now}` in this order, and took `{before}`")));
    }
    match (old.is_open, new.is_open) {
        (false, true) => found.push(Change::new(Size::Major, name, "can no longer be built or matched completely")),
        (true, false) => found.push(Change::new(Size::Minor, name, "can be built or matched completely")),
        (true, true) | (false, false) => {}
    }
    if new.is_deprecated && !old.is_deprecated {
        found.push(Change::new(Size::Minor, name, "is deprecated"));
    }
    found
}

/// Whether arguments have changed places. If their types are the same, callers compile and pass one as the other.
fn is_reordered(old: &[String], new: &[String]) -> bool {
    let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
    old != new && sorted(old) == sorted(new)
}

/// What callers do not see in the API: other requests, other replies, other documentation.
fn unseen(old: &Api, new: &Api, seen: &[Change]) -> Vec<Change> {
    let seen: BTreeSet<&str> = seen.iter().map(|change| change.name.as_str()).collect();
    let both = new.texts.iter().filter_map(|(name, text)| Some((name, old.texts.get(name)? == text)));
    let unseen = both.filter(|(name, _)| !seen.contains(name.as_str())).filter_map(|(name, is_same)| {
        let what = match (is_same, old.docs.get(name) == new.docs.get(name)) {
            (false, _) => "is sent, read or told apart differently",
            (true, false) => "is documented differently",
            (true, true) => return None,
        };
        Some(Change::new(Size::Patch, name, what))
    });
    unseen.collect()
}
