//! `cargo authwright gen`: generates the clients from the specs.

pub mod features;
mod module;
mod plan;
mod watch;

use std::env;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::arguments::Gen;
use crate::spec::{self, Failure};
use crate::{FINE, FOUND, project};
pub use plan::Plan;

/// What to read and what to write.
#[derive(Clone, Debug)]
pub struct Target {
    /// The folder of the specs.
    pub specs: PathBuf,
    /// The folder for the modules.
    pub output: PathBuf,
    /// Whether each module has a cargo feature of its name.
    pub features: bool,
    /// The manifest in which these features are kept.
    pub manifest: Option<PathBuf>,
    /// The folder for every example as a call of its client, for tests.
    pub examples: Option<PathBuf>,
    /// Whether lints that warn of what the crate leaves unused, as a binary does, and rustfmt leave the modules alone.
    pub lenient: bool,
    /// Paths are shown relative to this one.
    pub root: PathBuf,
    /// The command that generates again, for the heads of files and for messages.
    pub command: &'static str,
}

/// What a run has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The files are up to date.
    Fresh,
    /// Files are out of date, and were only checked.
    Stale,
    /// Specs have mistakes; nothing was written.
    Refused,
}

/// Generates what the command line and the manifests say.
pub(crate) fn run(options: &Gen) -> Result<u8> {
    let targets = targets(options)?;
    if options.watch {
        return watch::watch(&targets);
    }
    match generate(&targets, options.check)? {
        Outcome::Fresh => Ok(FINE),
        Outcome::Stale | Outcome::Refused => Ok(FOUND),
    }
}

/// Generates everything in memory and, unless it is only checked, writes what has changed. Mistakes in one spec leave all
/// files as they are.
///
/// # Errors
/// If files cannot be read or written.
pub fn generate(targets: &[Target], check: bool) -> Result<Outcome> {
    let start = Instant::now();
    let mut plans = Vec::new();
    let mut reports = Vec::new();
    for target in targets {
        match Plan::of(target) {
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

fn targets(options: &Gen) -> Result<Vec<Target>> {
    let root = env::current_dir().context("the current folder is gone")?;
    let target = |specs, output| Target {
        specs,
        output,
        features: false,
        manifest: None,
        examples: None,
        lenient: true,
        root: root.clone(),
        command: "cargo authwright gen",
    };
    if let (Some(specs), Some(output)) = (&options.specs, &options.output) {
        return Ok(vec![target(specs.clone(), output.clone())]);
    }
    let packages = project::packages(&options.packages)?;
    Ok(packages
        .into_iter()
        .map(|package| Target {
            features: package.section.features,
            manifest: package.section.features.then_some(package.manifest),
            ..target(package.section.specs, package.section.output)
        })
        .collect())
}
