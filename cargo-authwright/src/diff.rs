//! `cargo authwright diff`: what a change of a spec means to the callers of its client.

mod api;
mod change;
mod compare;
mod show;
mod signature;
mod source;
mod text;

use anyhow::Result;

use crate::arguments::{Diff, Size};
use crate::spec;
use crate::terminal;
use crate::terminal::exit::{FINE, FOUND};
use change::Comparison;

/// Compares the specs, and prints what changes.
pub(crate) fn run(options: &Diff) -> Result<u8> {
    let pairs = source::pairs(options)?;
    let reports: Vec<_> = pairs.iter().flat_map(source::Pair::reports).cloned().collect();
    if !reports.is_empty() {
        spec::refuse(&reports, "nothing is compared");
        return Ok(FOUND);
    }
    let comparisons: Vec<Comparison> = pairs.iter().map(compare::compare).collect();
    terminal::print(&show::text(&comparisons, options.format))?;
    let size = comparisons.iter().filter_map(Comparison::size).max();
    Ok(if size > options.at_most.or(Some(Size::Major)) { FOUND } else { FINE })
}
