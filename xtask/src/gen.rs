//! `cargo xtask gen`: generates the clients of this workspace from its specs.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
pub use cargo_authwright::generate::Plan;
use cargo_authwright::generate::{self, Outcome, Target, features};
pub use cargo_authwright::spec::Failure;

use crate::root;

const COMMAND: &str = "cargo xtask gen";

/// The folders to read and write.
#[derive(Clone, Debug)]
pub struct Options {
    check: bool,
    /// The folders that were given; absent for those of this workspace.
    given: Option<(PathBuf, PathBuf)>,
}

impl Options {
    /// Returns the folders of this workspace, unless others are given.
    #[must_use]
    pub fn new(check: bool, spec_dir: Option<PathBuf>, out_dir: Option<PathBuf>) -> Self {
        let is_own = out_dir.is_none() && spec_dir.is_none();
        let spec_dir = spec_dir.unwrap_or_else(|| root().join("specs"));
        let out_dir = out_dir.unwrap_or_else(|| root().join("auth-providers/src/generated"));
        Self { check, given: (!is_own).then_some((spec_dir, out_dir)) }
    }

    /// The command line of these options.
    fn again(&self) -> String {
        match &self.given {
            Some((specs, output)) => {
                format!("{COMMAND} --spec-dir {} --out-dir {}", specs.display(), output.display())
            }
            None => COMMAND.to_owned(),
        }
    }

    fn targets(&self) -> Result<Vec<Target>> {
        Ok(match &self.given {
            Some((specs, output)) => vec![Target { again: self.again(), ..target(specs.clone(), output.clone())? }],
            None => vec![launch()?, catalogue()?],
        })
    }
}

fn target(specs: PathBuf, output: PathBuf) -> Result<Target> {
    Ok(Target {
        specs,
        features: true,
        manifest: features::find(&output)?,
        output,
        group: "all",
        overview: None,
        shelf: None,
        examples: None,
        runtime: None,
        lenient: false,
        root: root(),
        command: COMMAND,
        again: COMMAND.to_owned(),
    })
}

/// The folder for what was made of each spec.
fn shelf() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("authwright")
}

/// The providers for which the project was made. The calls of their examples are committed.
fn launch() -> Result<Target> {
    let providers = root().join("auth-providers/src");
    Ok(Target {
        group: "launch",
        shelf: Some(shelf()),
        overview: Some(providers.join("launch.md")),
        examples: Some(root().join("tests/src/generated")),
        ..target(root().join("specs"), providers.join("generated"))?
    })
}

/// The providers of the catalogue. The calls of their examples are made when their tests are built.
fn catalogue() -> Result<Target> {
    let providers = root().join("auth-providers/src/catalogue");
    Ok(Target {
        group: "catalogue",
        shelf: Some(shelf()),
        overview: Some(providers.join("overview.md")),
        ..target(root().join("specs/catalogue"), providers.join("generated"))?
    })
}

/// Runs the command. Exits with 1 if `--check` finds a change, and with 2 if a spec has mistakes.
///
/// # Errors
/// If files cannot be read or written.
pub fn run(options: &Options) -> Result<ExitCode> {
    Ok(match generate::generate(&options.targets()?, options.check)? {
        Outcome::Fresh => ExitCode::SUCCESS,
        Outcome::Stale => ExitCode::FAILURE,
        Outcome::Refused => ExitCode::from(2),
    })
}

/// Generates everything in memory.
///
/// # Errors
/// If a spec has mistakes, or files cannot be read.
pub fn plan(options: &Options) -> Result<Vec<Plan>, Failure> {
    options.targets().map_err(Failure::Files)?.iter().map(Plan::of).collect()
}

/// Returns the changes as a unified diff; empty if there are none.
#[must_use]
pub fn diff(plans: &[Plan]) -> String {
    plans.iter().map(|plan| plan.diff(&root())).collect()
}
