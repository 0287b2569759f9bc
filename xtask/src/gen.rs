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
    spec_dir: PathBuf,
    out_dir: PathBuf,
    /// The folder for the calls of the examples, which the tests of this workspace use.
    examples_dir: Option<PathBuf>,
}

impl Options {
    /// Returns the folders of this workspace, unless others are given.
    #[must_use]
    pub fn new(check: bool, spec_dir: Option<PathBuf>, out_dir: Option<PathBuf>) -> Self {
        let root = root();
        let own = out_dir.is_none() && spec_dir.is_none();
        Self {
            check,
            spec_dir: spec_dir.unwrap_or_else(|| root.join("specs")),
            out_dir: out_dir.unwrap_or_else(|| root.join("auth-providers/src/generated")),
            examples_dir: own.then(|| root.join("tests/src/generated")),
        }
    }

    /// The command line of these options.
    fn again(&self) -> String {
        if self.examples_dir.is_some() {
            return COMMAND.to_owned();
        }
        format!("{COMMAND} --spec-dir {} --out-dir {}", self.spec_dir.display(), self.out_dir.display())
    }

    fn target(&self) -> Result<Target> {
        Ok(Target {
            specs: self.spec_dir.clone(),
            output: self.out_dir.clone(),
            features: true,
            manifest: features::find(&self.out_dir)?,
            examples: self.examples_dir.clone(),
            runtime: None,
            lenient: false,
            root: root(),
            command: COMMAND,
            again: self.again(),
        })
    }
}

/// Runs the command. Exits with 1 if `--check` finds a change, and with 2 if a spec has mistakes.
///
/// # Errors
/// If files cannot be read or written.
pub fn run(options: &Options) -> Result<ExitCode> {
    Ok(match generate::generate(&[options.target()?], options.check)? {
        Outcome::Fresh => ExitCode::SUCCESS,
        Outcome::Stale => ExitCode::FAILURE,
        Outcome::Refused => ExitCode::from(2),
    })
}

/// Generates everything in memory.
///
/// # Errors
/// If a spec has mistakes, or files cannot be read.
pub fn plan(options: &Options) -> Result<Plan, Failure> {
    Plan::of(&options.target().map_err(Failure::Files)?)
}

/// Returns the changes as a unified diff; empty if there are none.
#[must_use]
pub fn diff(plan: &Plan) -> String {
    plan.diff(&root())
}
