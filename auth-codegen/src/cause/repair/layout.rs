//! How lines are indented.

use crate::cause::entries::{indent, is_blank};

/// Returns how many lines of a text are indented like none around them, and not below a key or an item.
pub(super) fn misfits(text: &str) -> usize {
    let (mut depths, mut opens, mut found) = (vec![0], false, 0);
    for line in text.lines().filter(|line| !is_blank(line)) {
        let depth = indent(line);
        let is_deeper = depths.last().is_some_and(|last| depth > *last);
        depths.retain(|around| *around <= depth);
        let is_like_others = depths.contains(&depth);
        found += usize::from(!(is_like_others || (is_deeper && opens)));
        if !is_like_others {
            depths.push(depth);
        }
        opens = line.trim_end().ends_with([':', '|', '>']);
        if line.trim_start().starts_with("- ") {
            depths.push(depth + 2);
        }
    }
    found
}
