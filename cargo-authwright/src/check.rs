//! `cargo authwright check`: what is wrong with specs, for people and for other tools.

pub(crate) mod explain;
mod fix;
mod json;
mod sarif;

use anyhow::Result;
use auth_codegen::Report;

use crate::arguments::{Check, Format};
use crate::terminal::exit::{FINE, FOUND};
use crate::terminal::{complain, plural, say};
use crate::{spec, terminal};

/// Checks the specs and prints their problems.
pub(crate) fn run(options: &Check) -> Result<u8> {
    let mut specs = spec::named(&options.specs, &options.packages)?;
    if options.fix {
        fix::fix(&mut specs)?;
    }
    let (providers, reports) = spec::check_all(&specs);
    // What is named by its file may be a draft with any name.
    if options.specs.is_empty() && reports.is_empty() {
        spec::check_names(&specs, providers.iter().map(|provider| provider.name.as_str()))?;
    }
    match options.format {
        Format::Human => show(&reports, &specs),
        Format::Json => terminal::print(&json::document(&reports, specs.len()))?,
        Format::Sarif => terminal::print(&sarif::document(&reports))?,
    }
    Ok(if reports.is_empty() { FINE } else { FOUND })
}

fn show(reports: &[Report], specs: &[spec::Spec]) {
    reports.iter().for_each(terminal::report);
    let Some(first) = reports.first().and_then(|report| report.problems().first()) else {
        say!("{}: no problems", plural(specs.len(), "spec"));
        return;
    };
    let edits: usize = specs.iter().filter(|spec| has_edits(spec, reports)).map(fix::edits).sum();
    let fix = if edits > 0 { format!(", `check --fix` solves {edits}") } else { String::new() };
    complain!("{}; `cargo authwright explain {}` explains the first{fix}", spec::count(reports), first.code);
}

/// Whether a problem of a spec has an edit. Most have none, and their specs are not read again.
fn has_edits(spec: &spec::Spec, reports: &[Report]) -> bool {
    let mut own = reports.iter().filter(|report| report.path() == spec.shown).flat_map(Report::problems);
    own.any(|problem| problem.edit.is_some())
}
