//! Files that import each other, directly or through others.

use std::collections::HashSet;

use super::imports::Imports;

pub(crate) struct Circle {
    pub(crate) files: Vec<String>,
    /// The imports between the files, one line each.
    pub(crate) edges: Vec<String>,
}

/// The sets of files that all reach each other.
pub(crate) fn find(imports: &Imports) -> Vec<Circle> {
    let reached: Vec<HashSet<usize>> = (0..imports.files.len()).map(|file| reach(imports, file)).collect();
    let mut circles = Vec::new();
    for file in 0..imports.files.len() {
        let others = reached[file].iter().copied().filter(|other| reached[*other].contains(&file));
        let mut members: Vec<usize> = others.collect();
        members.sort_unstable();
        if members.first() == Some(&file) {
            circles.push(circle(imports, &members));
        }
    }
    circles
}

/// The files that a file imports, directly or through others.
fn reach(imports: &Imports, from: usize) -> HashSet<usize> {
    let mut reached = HashSet::new();
    let mut next = vec![from];
    while let Some(file) = next.pop() {
        next.extend(imports.of[file].keys().filter(|target| reached.insert(**target)));
    }
    reached
}

fn circle(imports: &Imports, members: &[usize]) -> Circle {
    let edges = members.iter().flat_map(|file| {
        let inside = imports.of[*file].iter().filter(|(target, _)| members.contains(target));
        inside.map(|(target, path)| format!("  {} -> {} ({path})", imports.files[*file], imports.files[*target]))
    });
    Circle { edges: edges.collect(), files: members.iter().map(|file| imports.files[*file].clone()).collect() }
}
