//! `cargo authwright check`: what is wrong with specs, for people and for other tools.

mod json;
mod sarif;

use anyhow::Result;
use auth_codegen::Report;

use crate::arguments::{Check, Format};
use crate::terminal::plural;
use crate::{FINE, FOUND, spec, terminal};

/// Checks the specs and prints their problems.
pub(crate) fn run(options: &Check) -> Result<u8> {
    let specs = spec::named(&options.specs, &options.packages)?;
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
        println!("{}: no problems", plural(specs, "spec"));
        return;
    };
    eprintln!("{}; `cargo authwright explain {}` explains the first", spec::count(reports), first.code);
}
