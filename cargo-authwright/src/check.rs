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
    let (_, reports) = spec::check_all(&specs);
    match options.format {
        Format::Human => show(&reports, specs.len()),
        Format::Json => terminal::print(&json::document(&reports, specs.len()))?,
        Format::Sarif => terminal::print(&sarif::document(&reports))?,
    }
    Ok(if reports.is_empty() { FINE } else { FOUND })
}

fn show(reports: &[Report], specs: usize) {
    reports.iter().for_each(terminal::report);
    let Some(first) = reports.first().and_then(|report| report.problems().first()) else {
        say!("{}: no problems", plural(specs, "spec"));
        return;
    };
    let edits = reports.iter().flat_map(Report::problems).filter(|problem| problem.edit.is_some()).count();
    let fix = if edits > 0 { format!(", `check --fix` solves {edits}") } else { String::new() };
    complain!("{}; `cargo authwright explain {}` explains the first{fix}", spec::count(reports), first.code);
}
