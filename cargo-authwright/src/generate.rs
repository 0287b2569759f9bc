//! `cargo authwright gen`: generates the clients from the specs.

pub mod features;
mod memory;
mod module;
mod plan;
mod round;
mod target;
mod watch;

use std::env;

use anyhow::{Context, Result};

use crate::arguments::Gen;
use crate::spec::project;
use crate::terminal::exit::{FINE, FOUND};
pub use plan::Plan;
pub use round::generate;
pub use target::{Outcome, Target};

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
