//! Where the mappings of a tree have their names, and which parts of it are not what they seem.

use std::collections::{HashMap, HashSet};

use crate::text::{Entry, Node, Spot, Tree, Value};

/// What is known of the positions of a tree.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The keys whose values are mappings, by the positions of those.
    names: HashMap<Spot, Spot>,
    /// The values of `const` that are not there, and that YAML reads as `null`.
    bare: HashSet<Spot>,
    /// The keys that are there twice, with two values.
    twice: HashSet<Spot>,
    /// The keys that a merge key adds, which was reported.
    merged: HashSet<Spot>,
    /// The mappings that go on with the entries of another one, whose name is missing.
    run_on: HashSet<Spot>,
    /// The mappings of which entries could not be read where they are.
    cut: HashSet<Spot>,
}

impl Places {
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut names = HashMap::new();
        collect(&tree.root, &mut names);
        let set = |spots: &[Spot]| spots.iter().copied().collect();
        let (bare, twice, run_on) = (set(&tree.bare), set(&tree.twice), set(&tree.run_on));
        Self { names, bare, twice, merged: set(&tree.merged), run_on, cut: HashSet::new() }
    }

    /// Returns the position of the key whose value is this mapping; `None` for an item of a list.
    pub(in crate::read) fn name_of(&self, node: &Node) -> Option<Spot> {
        self.names.get(&node.spot).copied()
    }

    /// Whether a value of `const` is not there.
    pub(in crate::read) fn is_bare(&self, node: &Node) -> bool {
        self.bare.contains(&node.spot)
    }

    /// Whether a key is there by a merge key.
    pub(in crate::read) fn is_merged(&self, entry: &Entry) -> bool {
        self.merged.contains(&entry.key_spot)
    }

    /// Whether a key is there twice, with two values.
    pub(crate) fn is_twice(&self, entry: &Entry) -> bool {
        self.twice.contains(&entry.key_spot)
    }

    /// Whether one of these keys is there twice, with two values: where the name of a mapping is missing, its keys are those of
    /// the one before it.
    fn has_twins(&self, entries: &[Entry]) -> bool {
        !self.twice.is_empty() && entries.iter().any(|entry| self.is_twice(entry))
    }

    /// Whether a mapping may have more entries than were read.
    pub(in crate::read) fn is_incomplete(&self, node: &Node, entries: &[Entry]) -> bool {
        let goes_on = |entry: &Entry| self.run_on.contains(&entry.node.spot);
        let has_twins = |entry: &Entry| matches!(&entry.node.value, Value::Map(inner) if self.has_twins(inner));
        self.cut.contains(&node.spot)
            || self.has_twins(entries)
            || entries.iter().any(|entry| goes_on(entry) || has_twins(entry))
    }

    /// Records that entries of a mapping could not be read.
    pub(in crate::read) fn cut(&mut self, node: &Node) {
        self.cut.insert(node.spot);
    }
}

fn collect(node: &Node, names: &mut HashMap<Spot, Spot>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                if matches!(entry.node.value, Value::Map(_)) {
                    names.insert(entry.node.spot, entry.key_spot);
                }
                collect(&entry.node, names);
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => {}
    }
}
