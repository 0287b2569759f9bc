//! A small change of a text.

use std::ops::Range;

use super::place::{Place, byte_of};
use crate::cause::entries::{indent, is_blank};
use crate::text::Problem;

/// What is changed, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Change {
    pub(super) what: What,
    /// The line and the column.
    pub(super) at: (usize, usize),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// Two lines change places.
    Swap(usize, usize),
    /// Lines are indented so much more, or less, and moved before another line.
    Move { lines: Range<usize>, by: isize, before: usize },
    /// A line is added before another one.
    Add(usize, String),
    /// Bytes of the line become others.
    Reword(Range<usize>, String),
    /// Bytes of the line are taken away, which are these columns; or all of it.
    Take(Option<Range<usize>>, Range<usize>),
}

/// A line, and the number that it had before.
type Line = (usize, String);

impl Change {
    pub(super) fn reword(place: &Place, column: usize, text: impl Into<String>) -> Self {
        Self { what: What::Reword(place.bytes.clone(), text.into()), at: (place.line, column) }
    }

    /// Returns the text after the change, and the numbers that its lines had before.
    pub(super) fn apply(&self, text: &str) -> Option<(String, Vec<usize>)> {
        let mut lines: Vec<Line> = (1..).zip(text.lines().map(str::to_owned)).collect();
        if self.last() > lines.len() {
            return None;
        }
        self.apply_to(&mut lines)?;
        let text = lines.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect();
        Some((text, lines.iter().map(|(number, _)| *number).collect()))
    }

    /// Whether the lines that it moves are indented as lines are at their new place, as far as this is seen without reading.
    /// In the text, so many are not.
    pub(super) fn fits(&self, text: &str, before: usize) -> bool {
        match &self.what {
            What::Swap(..) | What::Move { .. } | What::Add(..) => {
                self.apply(text).is_some_and(|(changed, _)| misfits(&changed) <= before)
            }
            What::Reword(..) | What::Take(..) => true,
        }
    }

    /// Returns the last line that must be there. A problem may be behind all.
    fn last(&self) -> usize {
        match &self.what {
            What::Swap(_, last) => *last,
            What::Move { lines, before, .. } => (lines.end - 1).max(lines.start).max(before - 1),
            What::Add(before, _) => before - 1,
            What::Reword(..) | What::Take(..) => self.at.0,
        }
    }

    fn apply_to(&self, lines: &mut Vec<Line>) -> Option<()> {
        let own = self.at.0 - 1;
        match &self.what {
            What::Swap(one, other) => lines.swap(one - 1, other - 1),
            What::Move { lines: moved, by, before } => carry(lines, moved, *by, *before)?,
            What::Add(before, line) => lines.insert(before - 1, (before - 1, line.clone())),
            What::Reword(bytes, text) => lines.get_mut(own)?.1.replace_range(bytes.clone(), text),
            What::Take(Some(bytes), _) => lines.get_mut(own)?.1.replace_range(bytes.clone(), ""),
            What::Take(None, _) => drop(lines.remove(own)),
        }
        Some(())
    }

    /// Whether a problem points at the bytes that become others.
    pub(super) fn rewords(&self, problem: &Problem, line: &str) -> bool {
        match &self.what {
            What::Reword(bytes, _) => problem.line == self.at.0 && bytes.contains(&byte_of(line, problem.column)),
            What::Swap(..) | What::Move { .. } | What::Add(..) | What::Take(..) => false,
        }
    }

    /// Whether a problem is in what is taken away.
    pub(super) fn takes_away(&self, problem: &Problem) -> bool {
        match &self.what {
            What::Take(_, columns) => problem.line == self.at.0 && columns.contains(&problem.column),
            What::Swap(..) | What::Move { .. } | What::Add(..) | What::Reword(..) => false,
        }
    }

    /// Returns how far from the change a problem is.
    pub(super) fn distance(&self, problem: &Problem) -> (usize, usize) {
        (problem.line.abs_diff(self.at.0), problem.column.abs_diff(self.at.1))
    }
}

fn carry(lines: &mut Vec<Line>, moved: &Range<usize>, by: isize, before: usize) -> Option<()> {
    let mut taken: Vec<Line> = lines.drain(moved.start - 1..moved.end - 1).collect();
    for (_, line) in &mut taken {
        *line = shifted(line, by)?;
    }
    let before = if before > moved.start { before - taken.len() } else { before };
    lines.splice(before - 1..before - 1, taken);
    Some(())
}

fn shifted(line: &str, by: isize) -> Option<String> {
    match usize::try_from(by) {
        Ok(more) => Some(format!("{}{line}", " ".repeat(more))),
        Err(_) => line.strip_prefix(&" ".repeat(by.unsigned_abs())).map(str::to_owned),
    }
}

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
