//! `cargo authwright gen`: generates the clients from the specs.

pub mod features;
mod made;
mod memory;
mod module;
mod next;
mod overview;
mod plan;
mod round;
mod shelf;
mod target;
mod watch;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::arguments::Gen;
use crate::spec::project;
use crate::terminal;
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

const COMMAND: &str = "cargo authwright gen";

fn targets(options: &Gen) -> Result<Vec<Target>> {
    let again = again(options);
    let root = env::current_dir().context("the current folder is gone")?;
    let target = |specs, output| Target {
        specs,
        output,
        features: false,
        manifest: None,
        group: "all",
        overview: None,
        shelf: None,
        examples: None,
        runtime: None,
        lenient: true,
        root: root.clone(),
        command: COMMAND,
        again: again.clone(),
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
            runtime: package.section.runtime,
            ..target(package.section.specs, package.section.output)
        })
        .collect())
}

/// Returns the command line that generates what these options name.
fn again(options: &Gen) -> String {
    let Gen { packages, specs, output, check: _, watch: _ } = options;
    let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let flags =
        [("--manifest-path", path(&packages.manifest_path)), ("--specs", path(specs)), ("--output", path(output))];
    let flags = flags.into_iter().filter_map(|(flag, value)| Some((flag, value?)));
    let packages = packages.packages.iter().map(|package| ("--package", package.clone()));
    let flags = flags.chain(packages).map(|(flag, value)| format!(" {flag} {}", terminal::shell::word(&value)));
    format!("{COMMAND}{}", flags.collect::<String>())
}
