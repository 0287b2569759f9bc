//! What a run of the generator is about, and its outcome.

use std::path::PathBuf;

use auth_codegen::RuntimePath;

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
    /// The feature that enables all of them.
    pub group: &'static str,
    /// The file for a table of the providers, in Markdown, which a crate can have on its front page.
    pub overview: Option<PathBuf>,
    /// The folder for every example as a call of its client, for tests.
    pub examples: Option<PathBuf>,
    /// The path of the runtime in the package, if it is not `auth_runtime`.
    pub runtime: Option<RuntimePath>,
    /// Whether lints that warn of what the crate leaves unused, as a binary does, and rustfmt leave the modules alone.
    pub lenient: bool,
    /// The folder in which the next run finds what this one makes of each spec; only in the folder of build output.
    pub shelf: Option<PathBuf>,
    /// Paths are shown relative to this one.
    pub root: PathBuf,
    /// The command that generates, for the heads of files.
    pub command: &'static str,
    /// The command with its arguments, as it is to be typed again.
    pub again: String,
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
