//! The end of a list or a mapping in block style.

use std::cmp::Ordering;

/// Returns the end of the last line of a block. A list ends before a line that is less indented, or begins no item; so does a
/// mapping. What follows in comments belongs to it if it is indented further.
pub(super) fn block_end(text: &str, start: usize, column: usize) -> usize {
    let is_list = text.get(start..).is_some_and(|rest| rest.starts_with('-'));
    let mut end = None;
    let mut at = start - column;
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        let bare = line.trim_end();
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        let is_comment = bare.trim_start().starts_with('#');
        let is_own = match indent.cmp(&column) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => !is_comment && (!is_list || bare[indent..] == *"-" || bare[indent..].starts_with("- ")),
        };
        at += line.len();
        if !bare.is_empty() && is_own {
            end = Some(at);
        } else if !bare.is_empty() && !is_comment {
            break;
        }
    }
    end.unwrap_or(text.len())
}
