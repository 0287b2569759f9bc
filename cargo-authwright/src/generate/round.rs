//! One round: everything in memory first, then the files.

use std::collections::HashSet;
use std::time::Instant;

use anyhow::{Result, bail};

use super::memory::Memory;
use super::plan::Plan;
use super::shelf::Shelf;
use super::target::{Outcome, Target};
use crate::spec::{self, Failure};

/// Generates everything in memory and, unless it is only checked, writes what has changed. Mistakes in one spec leave all
/// files as they are.
///
/// # Errors
/// If files cannot be read or written.
pub fn generate(targets: &[Target], check: bool) -> Result<Outcome> {
    let mut memories = Vec::new();
    generate_changed(targets, check, &mut memories)
}

/// Generates what has changed since the last round, which left a memory for each target.
pub(super) fn generate_changed(targets: &[Target], check: bool, memories: &mut Vec<Memory>) -> Result<Outcome> {
    check_outputs(targets)?;
    let start = Instant::now();
    let mut plans = Vec::new();
    let mut reports = Vec::new();
    memories.resize_with(targets.len(), Memory::default);
    for (target, memory) in targets.iter().zip(memories) {
        // What is only checked is made anew.
        let shelf = Shelf::of(target).filter(|_| !check);
        match Plan::from_memory(target, memory, shelf.as_ref()) {
            Ok(plan) => plans.push((target, plan)),
            Err(Failure::Specs(found)) => reports.extend(found),
            Err(Failure::Files(error)) => return Err(error),
        }
    }
    if !reports.is_empty() {
        spec::refuse(&reports, "no file was touched");
        return Ok(Outcome::Refused);
    }
    let outcomes =
        plans.iter().map(|(target, plan)| if check { plan.check(target) } else { plan.apply(target, start) });
    let outcomes: Vec<Outcome> = outcomes.collect::<Result<_>>()?;
    Ok(if outcomes.contains(&Outcome::Stale) { Outcome::Stale } else { Outcome::Fresh })
}

/// Checks that no two packages generate into one folder, where each would remove the modules of the other.
fn check_outputs(targets: &[Target]) -> Result<()> {
    let real = |target: &Target| target.output.canonicalize().unwrap_or_else(|_| target.output.clone());
    let mut seen = HashSet::new();
    if let Some(target) = targets.iter().find(|target| !seen.insert(real(target))) {
        bail!("two packages have the output {}: each needs a folder of its own", target.output.display());
    }
    Ok(())
}
